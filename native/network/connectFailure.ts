import type { NetworkFailure } from './answer.ts'

/** TLS was refused by us, before a single byte of the request was sent. */
export class CertificateRefused extends Error {
  override readonly name = 'CertificateRefused'
  readonly code = 'ERR_CERTIFICATE_REFUSED'
  readonly reason: 'not-pinned' | 'fingerprint' | 'unusable'
  constructor(reason: 'not-pinned' | 'fingerprint' | 'unusable') {
    super(reason)
    this.reason = reason
  }
}

const untrusted =
  /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)_|INVALID_(CA|PURPOSE)|ERR_TLS_CERT_|HOSTNAME_MISMATCH|ERROR_IN_CERT_|PATH_LENGTH_)/
// OpenSSL and BoringSSL spell the same alert differently (ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED, ERR_SSL_TLSV1_ALERT_UNKNOWN_CA …).
const clientRefused = /^ERR_SSL_.*ALERT_.*(CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|DECRYPT_ERROR)/

const codeOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && code !== '' ? code : 'UNKNOWN'
}

/** When several addresses of one name all refuse, Node wraps their errors: the first one speaks for all. */
const innermost = (error: unknown): unknown =>
  error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error

/**
 * Sorts an error of the socket or of TLS. `sent` tells whether the request had begun to leave this PC: with TLS 1.3 a server
 * refuses our certificate only after that, and its alert still means that nothing was carried out.
 */
export const connectFailure = (error: unknown, sent: boolean): NetworkFailure => {
  if (error instanceof CertificateRefused) return { kind: 'certificate', reason: error.reason, code: error.code }
  const code = codeOf(innermost(error))
  if (clientRefused.test(code)) return { kind: 'certificate', reason: 'client-refused', code }
  if (sent) return { kind: 'reply-lost', reason: 'cut' }
  if (untrusted.test(code)) return { kind: 'certificate', reason: 'untrusted', code }
  return { kind: 'no-connection', reason: code === 'UND_ERR_CONNECT_TIMEOUT' ? 'CONNECT_TIMEOUT' : code }
}
