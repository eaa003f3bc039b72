/** Configuration of the VPN process: a gateway in front of every listener of the servers. */
export interface VpnConfiguration {
  readonly switchPort: number
  readonly gateways: readonly GatewayConfiguration[]
}

export interface GatewayConfiguration {
  /** Such as `nhi/taipei`. */
  readonly name: string
  readonly port: number
  readonly targetPort: number
}
