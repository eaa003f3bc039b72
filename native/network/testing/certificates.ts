import { createHash, webcrypto } from 'node:crypto'
import './reflectMetadata.ts'

import * as x509 from '@peculiar/x509'

x509.cryptoProvider.set(webcrypto)

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const day = 86_400_000

/** A certificate with its key, for tests. */
export interface Credential {
  readonly certPem: string
  readonly keyPem: string
  /** SHA-256 of the DER, 64 lower-case hex digits. */
  readonly sha256: string
}

interface Authority {
  readonly name: string
  readonly keys: webcrypto.CryptoKeyPair
}

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<webcrypto.CryptoKeyPair>

const credential = async (certificate: x509.X509Certificate, keys: webcrypto.CryptoKeyPair): Promise<Credential> => ({
  certPem: certificate.toString('pem'),
  keyPem: x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY'),
  sha256: createHash('sha256').update(new Uint8Array(certificate.rawData)).digest('hex'),
})

const localNames = new x509.SubjectAlternativeNameExtension([
  { type: 'dns', value: 'localhost' },
  { type: 'ip', value: '127.0.0.1' },
])

const validity = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + 30 * day) }

/** A self-signed certificate for localhost, as the control software has one. */
export const selfSigned = async (commonName = 'localhost'): Promise<Credential> => {
  const keys = await newKeys()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${commonName}`,
    keys,
    signingAlgorithm: algorithm,
    extensions: [localNames],
    ...validity,
  })
  return credential(certificate, keys)
}

/** A CA of its own, and what it signs. */
export interface TestAuthority {
  readonly caPem: string
  /** A server's certificate for localhost, or a client's; `names` replaces the DNS names. */
  issue(
    commonName: string,
    options?: { readonly expired?: boolean; readonly names?: readonly string[] },
  ): Promise<Credential>
}

export const testAuthority = async (name = 'Test CA'): Promise<TestAuthority> => {
  const authority: Authority = { name: `CN=${name}`, keys: await newKeys() }
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    name: authority.name,
    keys: authority.keys,
    signingAlgorithm: algorithm,
    extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
    ...validity,
  })
  return {
    caPem: ca.toString('pem'),
    async issue(commonName, options = {}) {
      const keys = await newKeys()
      const names =
        options.names === undefined
          ? localNames
          : new x509.SubjectAlternativeNameExtension(options.names.map((value) => ({ type: 'dns' as const, value })))
      const certificate = await x509.X509CertificateGenerator.create({
        subject: `CN=${commonName}`,
        issuer: authority.name,
        publicKey: keys.publicKey,
        signingKey: authority.keys.privateKey,
        signingAlgorithm: algorithm,
        extensions: [names],
        ...validity,
        ...(options.expired === true ? { notAfter: new Date(Date.now() - 3_600_000) } : {}),
      })
      return credential(certificate, keys)
    },
  }
}
