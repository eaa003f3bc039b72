/** The simulators by the names the admin process gives them. */
export type SimulatorName = 'cards' | 'control' | 'vhc' | 'nhi' | 'cloud' | 'vpn'

/** Configuration of the admin process. */
export interface AdminConfiguration {
  readonly port: number
  /** Loopback switch board of each simulator; one that does not run is missing. */
  readonly switchPorts: Readonly<Partial<Record<SimulatorName, number>>>
  /** Shown on the panel. */
  readonly professionalPin: string
}
