import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprintOf, type Identity, issue, type Subject } from '../pki/certificate.ts'

/** PEM files of one identity. */
export interface IdentityFiles {
  readonly certificateFile: string
  readonly privateKeyFile: string
}

/** Every key and certificate of the surroundings; made at the first start, kept in the state folder. */
export interface Keys {
  readonly control: IdentityFiles & { readonly fingerprint: string }
  readonly nhi: IdentityFiles & { readonly caFile: string }
  readonly cloud: IdentityFiles & { readonly caFile: string; readonly client: IdentityFiles }
  /** Ed25519 pair of the control software; the NHI server knows the public half. */
  readonly signing: { readonly privateKeyFile: string; readonly publicKeyFile: string }
}

const SERVER_NAMES = ['127.0.0.1', 'localhost']
const NHI_CA: Subject = { commonName: 'Simulated NHI CA' }
const CLOUD_CA: Subject = { commonName: 'Simulated clinic cloud CA' }

export function prepareKeys(folder: string, clinic: { readonly hospitalId: string; readonly deskId: string }): Keys {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const identity = (name: string, make: () => Identity): { files: IdentityFiles; identity: Identity } => {
    const files = { certificateFile: join(folder, `${name}.pem`), privateKeyFile: join(folder, `${name}.key.pem`) }
    if (!existsSync(files.certificateFile) || !existsSync(files.privateKeyFile)) {
      const made = make()
      writeFileSync(files.certificateFile, made.certificate)
      writeFileSync(files.privateKeyFile, made.privateKey, { mode: 0o600 })
    }
    return {
      files,
      identity: {
        certificate: readFileSync(files.certificateFile, 'utf8'),
        privateKey: readFileSync(files.privateKeyFile, 'utf8'),
      },
    }
  }
  const server = (subject: Subject) => ({ subject, names: SERVER_NAMES, use: 'server' }) as const

  const control = identity('control-software', () => issue(server({ commonName: 'localhost' })))
  const nhiCa = identity('nhi-ca', () => issue({ subject: NHI_CA, use: 'authority' }))
  const nhi = identity('nhi-server', () =>
    issue(server({ commonName: 'Simulated NHI server' }), { subject: NHI_CA, identity: nhiCa.identity }),
  )
  const cloudCa = identity('cloud-ca', () => issue({ subject: CLOUD_CA, use: 'authority' }))
  const cloudIssuer = { subject: CLOUD_CA, identity: cloudCa.identity }
  const cloud = identity('cloud-server', () => issue(server({ commonName: 'Simulated clinic cloud' }), cloudIssuer))
  const client = identity('cloud-client', () =>
    issue(
      { subject: { commonName: clinic.hospitalId, organizationalUnit: clinic.deskId }, use: 'client' },
      cloudIssuer,
    ),
  )
  return {
    control: { ...control.files, fingerprint: fingerprintOf(control.identity.certificate) },
    nhi: { ...nhi.files, caFile: nhiCa.files.certificateFile },
    cloud: { ...cloud.files, caFile: cloudCa.files.certificateFile, client: client.files },
    signing: signingPair(folder),
  }
}

function signingPair(folder: string): Keys['signing'] {
  const files = { privateKeyFile: join(folder, 'signing.key.pem'), publicKeyFile: join(folder, 'signing.pub.pem') }
  if (!existsSync(files.privateKeyFile) || !existsSync(files.publicKeyFile)) {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    writeFileSync(files.privateKeyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
    writeFileSync(files.publicKeyFile, publicKey.export({ type: 'spki', format: 'pem' }))
  }
  return files
}
