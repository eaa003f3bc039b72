import { describe, expect, it } from 'vitest'
import { CertificateRefused, connectFailure } from './connectFailure.ts'

const withCode = (code: unknown): Error => Object.assign(new Error('x'), { code })

describe('connectFailure', () => {
  it.each<[string, boolean, object]>([
    ['ECONNREFUSED', false, { kind: 'no-connection', reason: 'ECONNREFUSED' }],
    ['ENOTFOUND', false, { kind: 'no-connection', reason: 'ENOTFOUND' }],
    ['UND_ERR_CONNECT_TIMEOUT', false, { kind: 'no-connection', reason: 'CONNECT_TIMEOUT' }],
    ['ECONNRESET', false, { kind: 'no-connection', reason: 'ECONNRESET' }],
    ['ERR_SSL_WRONG_VERSION_NUMBER', false, { kind: 'no-connection', reason: 'ERR_SSL_WRONG_VERSION_NUMBER' }],
    ['ECONNRESET', true, { kind: 'reply-lost', reason: 'cut' }],
    ['UND_ERR_SOCKET', true, { kind: 'reply-lost', reason: 'cut' }],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', false, { kind: 'certificate', reason: 'untrusted' }],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', false, { kind: 'certificate', reason: 'untrusted' }],
    ['CERT_HAS_EXPIRED', false, { kind: 'certificate', reason: 'untrusted' }],
    ['ERR_TLS_CERT_ALTNAME_INVALID', false, { kind: 'certificate', reason: 'untrusted' }],
    ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', false, { kind: 'certificate', reason: 'client-refused' }],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', true, { kind: 'certificate', reason: 'client-refused' }],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', true, { kind: 'certificate', reason: 'client-refused' }],
    ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', true, { kind: 'reply-lost', reason: 'cut' }],
  ])('%s, sent: %s', (code, sent, expected) => {
    expect(connectFailure(withCode(code), sent)).toMatchObject(expected)
  })

  it('takes the first of several addresses as speaking for all', () => {
    const all = new AggregateError([withCode('ECONNREFUSED'), withCode('ENETUNREACH')])
    expect(connectFailure(all, false)).toEqual({ kind: 'no-connection', reason: 'ECONNREFUSED' })
  })

  it('keeps our own reason for refusing', () => {
    expect(connectFailure(new CertificateRefused('fingerprint'), false)).toMatchObject({ reason: 'fingerprint' })
  })

  it.each([new Error('no code'), withCode(7), withCode(''), 'text', null])(
    'names a nameless error UNKNOWN',
    (error) => {
      expect(connectFailure(error, false)).toEqual({ kind: 'no-connection', reason: 'UNKNOWN' })
    },
  )
})
