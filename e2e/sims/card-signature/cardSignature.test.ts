import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type SignedFields, signCards, verifyCards } from './cardSignature.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const fields: SignedFields = {
  clientRandom: 'c1',
  samId: '000000100001',
  hospitalId: '3599990014',
  hcId: '900000000011',
  hcIdNo: 'patient',
  hpcId: '800000000101',
  hpcIdNo: 'doctor',
}
const claims = { kind: 'hpc-hc', serviceType: '01', signedAt: 1_800_000_000_123, virtual: false } as const

describe('card signatures', () => {
  it('verify and say what they are for', () => {
    expect(verifyCards(publicKey, signCards(privateKey, claims, fields), fields)).toEqual(claims)
  })

  it.each(Object.keys(fields))('do not verify with another %s', (name) => {
    const signature = signCards(privateKey, claims, fields)
    expect(verifyCards(publicKey, signature, { ...fields, [name]: 'other' })).toBeUndefined()
  })

  it('do not verify when the claims or the text are altered', () => {
    const bytes = Buffer.from(signCards(privateKey, claims, fields), 'base64')
    for (const position of [1, 3, 4, 12, 40]) {
      const altered = Buffer.from(bytes)
      altered.writeUInt8((altered.readUInt8(position) + 1) % 256, position)
      expect(verifyCards(publicKey, altered.toString('base64'), fields)).toBeUndefined()
    }
    expect(verifyCards(publicKey, 'not a signature', fields)).toBeUndefined()
  })
})
