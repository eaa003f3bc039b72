/** Configuration of the clinic cloud process. Two listeners are two data centres over one state. */
export interface ClinicCloudConfiguration {
  readonly switchPort: number
  readonly dataCentres: readonly { readonly label: 'taipei' | 'taichung'; readonly port: number }[]
  readonly certificateFile: string
  readonly privateKeyFile: string
  /** PEM of the CA whose client certificates are let in. */
  readonly clientCaFile: string
  readonly stateFile: string
}
