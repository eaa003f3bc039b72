/** How a server proves who it is. There is no third way, and none that switches the proof off. */
export type TlsTrust =
  /** Exactly the certificate with this SHA-256 (DER, 64 hex digits) is accepted, self-signed or not; an empty pin refuses all. */
  | { readonly pinnedSha256: string }
  /** A chain to this CA (PEM; null for the roots of Node and the operating system), with the right host name. */
  | {
      readonly caPem: string | null
      readonly clientCertPem?: string
      readonly clientKeyPem?: string
      /** TLS 1.2 when left out; the clinic cloud demands 1.3. */
      readonly minVersion?: 'TLSv1.2' | 'TLSv1.3'
    }

export interface JsonClientOptions {
  /** `https://host[:port][/path]`; with `loopback` `http://` and this PC's own name or address. */
  readonly baseUrl: string
  /** `loopback` is for a program on this very PC that speaks plain HTTP: whatever is not this PC is refused. */
  readonly tls: TlsTrust | 'loopback'
  /** The network interface every connection leaves by (a VPN's); left out: as the system routes it. */
  readonly interfaceName?: string | undefined
  /** TCP and TLS together. */
  readonly connectTimeoutMs: number
  /** From the call to the last byte of the answer. */
  readonly timeoutMs: number
  /** Larger answers are cut off and count as `bad-reply` (too-large). */
  readonly maxBodyBytes: number
  /** This PC's clock in epoch ms; `Date.now` when left out. */
  readonly now?: () => number
}
