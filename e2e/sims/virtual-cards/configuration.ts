import type { Person, Professional } from '../people/person.ts'

/** Configuration of the virtual-cards process. */
export interface VirtualCardsConfiguration {
  readonly switchPort: number
  readonly people: readonly Person[]
  readonly staff: readonly Professional[]
  /** Without PC/SC the cards exist only inside the simulators. */
  readonly pcsc: boolean
}

/** What the launcher learns: exact reader names, and where programs find the daemon. */
export interface VirtualCardsDetail {
  readonly readers: { readonly patient: string; readonly professional: string }
  readonly environment: Readonly<Record<string, string>>
}
