import type { Clinic, Person, Professional } from '../people/person.ts'

/** Configuration of the NHI server process. Two listeners are two data centres over one state. */
export interface NhiServerConfiguration {
  readonly switchPort: number
  readonly dataCentres: readonly { readonly label: string; readonly port: number }[]
  readonly certificateFile: string
  readonly privateKeyFile: string
  /** PEM file of the public half of the control software's signing key. */
  readonly signatureKeyFile: string
  readonly stateFile: string
  readonly clinic: Clinic
  readonly people: readonly Person[]
  readonly staff: readonly Professional[]
  /** How long VNHI_Download answers 5002 after an upload. */
  readonly resultDelayMs: number
}
