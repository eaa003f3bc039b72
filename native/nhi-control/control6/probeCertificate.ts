import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { readPeerCertificate } from '../../network/peerCertificate.ts'

const longestMs = 10_000

/**
 * The certificate that the control software shows at this address, for the screen on which its fingerprint is compared and
 * pinned. `CONTROL_ABSENT`, `CONTROL_TIMEOUT`.
 */
export const probeCertificate = async (
  baseUrl: string,
  timeoutMs = longestMs,
): Promise<Result<{ readonly sha256Fingerprint: string; readonly subject: string; readonly validUntil: string }>> => {
  const read = await readPeerCertificate(baseUrl, timeoutMs)
  if ('failed' in read)
    return fail(read.failed === 'absent' ? 'CONTROL_ABSENT' : 'CONTROL_TIMEOUT', { retryable: true })
  return ok({ sha256Fingerprint: read.sha256, subject: read.subject, validUntil: read.validUntil })
}
