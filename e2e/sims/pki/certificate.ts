import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'
import {
  bitString,
  boolean,
  der,
  objectIdentifier,
  octetString,
  positiveInteger,
  sequence,
  set,
  time,
  utf8String,
} from './der.ts'

/** A certificate and its private key, both PEM. */
export interface Identity {
  readonly certificate: string
  readonly privateKey: string
}

/** Subject of a certificate; OU names the desk in client certificates. */
export interface Subject {
  readonly commonName: string
  readonly organizationalUnit?: string
}

export interface CertificateRequest {
  readonly subject: Subject
  /** DNS names and IP addresses of a server. */
  readonly names?: readonly string[]
  readonly use: 'authority' | 'server' | 'client'
}

const ECDSA_WITH_SHA256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'))
const USES = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2' } as const
const VALID_DAYS = 825
const DAY_MS = 24 * 60 * 60 * 1000

/** Makes a P-256 key and an X.509 v3 certificate for it, signed by `issuer` or by itself. */
export function issue(
  request: CertificateRequest,
  issuer?: { readonly subject: Subject; readonly identity: Identity },
): Identity {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const signingKey: KeyObject | string = issuer ? issuer.identity.privateKey : privateKey
  const now = Date.now()
  const body = sequence(
    der(0xa0, positiveInteger(Buffer.of(2))),
    positiveInteger(Buffer.concat([Buffer.of(1), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    nameOf(issuer?.subject ?? request.subject),
    sequence(time(new Date(now - DAY_MS)), time(new Date(now + VALID_DAYS * DAY_MS))),
    nameOf(request.subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      0xa3,
      sequence(...extensionsOf(request, publicKey, issuer ? createPublicKey(issuer.identity.privateKey) : publicKey)),
    ),
  )
  const certificate = sequence(body, ECDSA_WITH_SHA256, bitString(sign('sha256', body, signingKey)))
  return {
    certificate: pem('CERTIFICATE', certificate),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

/** SHA-256 of the certificate's DER, lower-case hex. */
export function fingerprintOf(certificatePem: string): string {
  const base64 = certificatePem.replaceAll(/-----[^-]+-----|\s/g, '')
  return createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex')
}

function extensionsOf(request: CertificateRequest, subjectKey: KeyObject, issuerKey: KeyObject): Buffer[] {
  const authority = request.use === 'authority'
  const keyUsage = authority ? bitString(Buffer.of(0x06), 1) : bitString(Buffer.of(0x80), 7)
  return [
    extension('2.5.29.19', true, sequence(...(authority ? [boolean(true)] : []))),
    extension('2.5.29.15', true, keyUsage),
    extension('2.5.29.14', false, octetString(keyIdentifier(subjectKey))),
    extension('2.5.29.35', false, sequence(der(0x80, keyIdentifier(issuerKey)))),
    ...(request.use === 'authority'
      ? []
      : [extension('2.5.29.37', false, sequence(objectIdentifier(USES[request.use])))]),
    ...(request.names ? [extension('2.5.29.17', false, sequence(...request.names.map(alternativeName)))] : []),
  ]
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(objectIdentifier(id), ...(critical ? [boolean(true)] : []), octetString(value))
}

function alternativeName(name: string): Buffer {
  return isIP(name) === 4 ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name, 'latin1'))
}

function keyIdentifier(key: KeyObject): Buffer {
  return createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest()
}

function nameOf(subject: Subject): Buffer {
  const attribute = (id: string, value: string) => set(sequence(objectIdentifier(id), utf8String(value)))
  return sequence(
    ...(subject.organizationalUnit ? [attribute('2.5.4.11', subject.organizationalUnit)] : []),
    attribute('2.5.4.3', subject.commonName),
  )
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}
