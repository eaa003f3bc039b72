import type { Clinic } from '../people/person.ts'

/** Configuration of the virtual-card SDK's process. */
export interface VhcSdkConfiguration {
  readonly switchPort: number
  /** Plain HTTP, this machine only. */
  readonly port: number
  /** PEM file of the Ed25519 key whose signatures the NHI simulator trusts. */
  readonly signingKeyFile: string
  readonly clinic: Clinic
  /** The NHI's data centres, in order. */
  readonly nhiBaseUrls: readonly string[]
  readonly nhiCaFile: string
}
