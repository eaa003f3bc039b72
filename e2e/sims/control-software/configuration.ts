import type { Clinic } from '../people/person.ts'

/** Configuration of the control-software process. */
export interface ControlSoftwareConfiguration {
  readonly switchPort: number
  readonly port: number
  /** PEM files of the self-signed HTTPS certificate. */
  readonly certificateFile: string
  readonly privateKeyFile: string
  /** PEM file of the Ed25519 key whose signatures the NHI simulator trusts. */
  readonly signingKeyFile: string
  readonly stateFile: string
  readonly clinic: Clinic
  readonly professionalPin: string
  readonly professionalPuk: string
  /** Exact PC/SC names of the two readers. */
  readonly readers: { readonly patient: string; readonly professional: string }
  /** Switch board of the virtual cards, used instead of PC/SC when that is not there. */
  readonly cardsSwitchPort: number
  readonly pcsc: boolean
  /** The NHI's data centres, through the VPN, in order. */
  readonly nhiBaseUrls: readonly string[]
  readonly nhiCaFile: string
}
