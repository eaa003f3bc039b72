import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fingerprintOf, issue } from './certificate.ts'

describe('certificates', () => {
  const authoritySubject = { commonName: 'Simulated CA' }
  const authority = issue({ subject: authoritySubject, use: 'authority' })

  it('chain to their authority and carry names', () => {
    const server = issue(
      { subject: { commonName: 'server' }, names: ['127.0.0.1', 'localhost'], use: 'server' },
      { subject: authoritySubject, identity: authority },
    )
    const ca = new X509Certificate(authority.certificate)
    const leaf = new X509Certificate(server.certificate)
    expect(ca.ca).toBe(true)
    expect(leaf.ca).toBe(false)
    expect(leaf.verify(ca.publicKey)).toBe(true)
    expect(leaf.checkIssued(ca)).toBe(true)
    expect(leaf.checkIP('127.0.0.1')).toBe('127.0.0.1')
    expect(leaf.checkHost('localhost')).toBe('localhost')
  })

  it('name clinic and desk in a client certificate', () => {
    const client = issue(
      { subject: { commonName: '3599990014', organizationalUnit: 'front-1' }, use: 'client' },
      { subject: authoritySubject, identity: authority },
    )
    const { subject } = new X509Certificate(client.certificate)
    expect(subject).toContain('CN=3599990014')
    expect(subject).toContain('OU=front-1')
  })

  it('have the fingerprint that OpenSSL computes', () => {
    const expected = new X509Certificate(authority.certificate).fingerprint256.replaceAll(':', '').toLowerCase()
    expect(fingerprintOf(authority.certificate)).toBe(expected)
  })
})
