import { createHash, timingSafeEqual, X509Certificate } from 'node:crypto'
import tls, { type SecureContextOptions, type TLSSocket } from 'node:tls'
import { buildConnector } from 'undici'
import { CertificateRefused } from './connectFailure.ts'
import type { TlsTrust } from './jsonClientOptions.ts'

const matchesPin = (socket: TLSSocket, pinnedSha256: string): boolean => {
  const certificate = socket.getPeerX509Certificate()
  if (certificate === undefined) return false
  const seen = createHash('sha256').update(certificate.raw).digest()
  const pin = Buffer.from(pinnedSha256, 'hex')
  return pin.length === seen.length && timingSafeEqual(pin, seen)
}

/** Node's own roots and the system's: Windows fetches a root only when a browser first needs it, so its store alone has gaps. */
const publicRoots = (): string[] | undefined =>
  // Added in Node 22.15; Electron 33 lacks it and then uses the roots of its Node.
  typeof tls.getCACertificates === 'function'
    ? [...tls.getCACertificates('default'), ...tls.getCACertificates('system')]
    : undefined

/** OpenSSL passes over what it cannot read in a list of CAs, so that a damaged file would look like a server nobody knows. */
const readableCa = (pem: string): string => {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)
  if (blocks === null) throw new TypeError('no certificate in the PEM')
  for (const block of blocks) new X509Certificate(block)
  return pem
}

const contextOptions = (trust: Exclude<TlsTrust, { pinnedSha256: string }>): SecureContextOptions => {
  const ca = trust.caPem === null ? publicRoots() : readableCa(trust.caPem)
  return {
    minVersion: trust.minVersion ?? 'TLSv1.2',
    ...(ca === undefined ? {} : { ca }),
    ...(trust.clientCertPem === undefined ? {} : { cert: trust.clientCertPem }),
    ...(trust.clientKeyPem === undefined ? {} : { key: trust.clientKeyPem }),
  }
}

const refuseAll =
  (reason: 'not-pinned' | 'unusable'): buildConnector.connector =>
  (_options, callback) =>
    callback(new CertificateRefused(reason), null)

const pinnedConnector = (pinnedSha256: string, connectTimeoutMs: number): buildConnector.connector => {
  if (!/^[0-9a-f]{64}$/i.test(pinnedSha256)) return refuseAll('not-pinned')
  // A self-signed certificate has no chain that OpenSSL could follow, so its own check is replaced, not dropped: the connection
  // is handed on only when the certificate is the pinned one, before anything is sent on it.
  const connect = buildConnector({ timeout: connectTimeoutMs, maxCachedSessions: 0, rejectUnauthorized: false })
  return (options, callback) =>
    connect(options, (error, socket) => {
      if (error !== null) return callback(error, null)
      if (socket !== null && 'getPeerX509Certificate' in socket && matchesPin(socket, pinnedSha256)) {
        return callback(null, socket)
      }
      socket?.destroy()
      return callback(new CertificateRefused('fingerprint'), null)
    })
}

/** undici replaces an alert by 'other side closed' when both arrive together; ending the socket with the alert keeps it. */
const keepingAlerts =
  (connect: buildConnector.connector): buildConnector.connector =>
  (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error !== null) return callback(error, null)
      socket.once('error', (alert) => socket.destroy(alert))
      return callback(null, socket)
    })

/**
 * Opens the TLS connections of one client and hands them on only when the server has proved who it is. No session is resumed:
 * every connection is checked from the start.
 */
export const secureConnector = (trust: TlsTrust, connectTimeoutMs: number): buildConnector.connector => {
  if ('pinnedSha256' in trust) return pinnedConnector(trust.pinnedSha256, connectTimeoutMs)
  try {
    const secureContext = tls.createSecureContext(contextOptions(trust))
    return keepingAlerts(
      buildConnector({
        timeout: connectTimeoutMs,
        maxCachedSessions: 0,
        secureContext,
        // Explicit, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in somebody's environment changes nothing.
        rejectUnauthorized: true,
      }),
    )
  } catch {
    // A PEM that OpenSSL cannot read: said by every call as `certificate` (unusable) instead of by a throw at start.
    return refuseAll('unusable')
  }
}
