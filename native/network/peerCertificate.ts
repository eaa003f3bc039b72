import { createHash } from 'node:crypto'
import { isIP } from 'node:net'
import tls from 'node:tls'

/** A server's certificate as it shows it to anybody. */
export interface PeerCertificate {
  /** SHA-256 of the DER, 64 lower-case hex digits. */
  readonly sha256: string
  readonly subject: string
  /** ISO 8601 UTC. */
  readonly validUntil: string
}

/**
 * Fetches the certificate of an https server for a person to compare and pin: the connection is closed as soon as it is known,
 * and nothing is sent on it. Null reason: it could not be had.
 */
export const readPeerCertificate = (
  baseUrl: string,
  timeoutMs: number,
): Promise<PeerCertificate | { readonly failed: 'absent' | 'time-out' }> =>
  new Promise((resolve) => {
    const url = new URL(baseUrl)
    const host = url.hostname.replace(/^\[|\]$/g, '')
    // Nobody is trusted here: the certificate is the question, not the answer.
    const socket = tls.connect({
      host,
      port: url.port === '' ? 443 : Number(url.port),
      ...(isIP(host) === 0 ? { servername: host } : {}),
      rejectUnauthorized: false,
    })
    const end = (result: PeerCertificate | { readonly failed: 'absent' | 'time-out' }): void => {
      clearTimeout(deadline)
      socket.destroy()
      resolve(result)
    }
    const deadline = setTimeout(() => end({ failed: 'time-out' }), timeoutMs)
    socket.on('error', () => end({ failed: 'absent' }))
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerX509Certificate()
      if (certificate === undefined) return end({ failed: 'absent' })
      end({
        sha256: createHash('sha256').update(certificate.raw).digest('hex'),
        subject: certificate.subject.replaceAll('\n', ', '),
        validUntil: new Date(certificate.validTo).toISOString(),
      })
    })
  })
