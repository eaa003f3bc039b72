import { describe, expect, it } from 'vitest'
import { decodeCardlessNumber, decodeNumberedSerial, decodeSerial, decodeTreatmentNumber } from './serialLayouts.ts'
import {
  decodeCardNumber,
  decodeDateTime,
  decodeEmergencyPhone,
  decodeHospitalId,
  decodeUploadReply,
} from './smallReplyLayouts.ts'

const given = (value: unknown) => ({ ok: true, value })
const faultAt = (field: string) => ({
  ok: false,
  error: { code: 'CONTROL_BAD_REPLY', details: { reason: 'field', field } },
})

describe('serials', () => {
  const signature = 'Sig/+='.repeat(43).slice(0, 256)
  const reply = `11511250930000008${'3501200000'}${signature}SAM000000001N`
  const serial = {
    treatmentDateTime: '1151125093000',
    visitSequenceNumber: '0008',
    hospitalId: '3501200000',
    securitySignature: signature,
    samId: 'SAM000000001',
    sameDay: false,
  }

  it('reads a serial with and without its treatment number', () => {
    expect(decodeSerial(Buffer.from(reply))).toEqual(given(serial))
    expect(decodeNumberedSerial(Buffer.from(`${reply}A1B2C3D4E5F6G7H8I9J0`))).toEqual(
      given({ ...serial, treatmentNumber: 'A1B2C3D4E5F6G7H8I9J0' }),
    )
  })

  it('reads the serial of a virtual card, and of an item that counts none', () => {
    expect(decodeSerial(Buffer.from(reply.replace('0008', 'V001')))).toMatchObject(
      given({ visitSequenceNumber: 'V001' }),
    )
    expect(decodeSerial(Buffer.from(reply.replace('0008', '    ')))).toMatchObject(given({ visitSequenceNumber: '' }))
  })

  it.each<[string, number, string, string]>([
    ['no time', 1, '             ', 'treatmentDateTime'],
    ['no hospital', 18, '          ', 'hospitalId'],
    ['no signature', 28, ' '.repeat(256), 'securitySignature'],
    ['neither yes nor no', 296, ' ', 'sameDay'],
    ['half a treatment number', 297 + 19, ' ', 'treatmentNumber'],
  ])('refuses one with %s', (_name, at, replacement, field) => {
    const bytes = Buffer.from(`${reply}A1B2C3D4E5F6G7H8I9J0`)
    bytes.write(replacement, at - 1, 'latin1')
    expect(decodeNumberedSerial(bytes)).toMatchObject(faultAt(field))
  })

  it('reads treatment numbers with and without a card', () => {
    expect(decodeTreatmentNumber(Buffer.from('A1B2C3D4E5F6G7H8I9J0'))).toEqual(given('A1B2C3D4E5F6G7H8I9J0'))
    expect(decodeCardlessNumber(Buffer.from('11511250930003501200000A1B2C3D4E5F6G7H8I9J0'))).toEqual(
      given({ treatmentDateTime: '1151125093000', treatmentNumber: 'A1B2C3D4E5F6G7H8I9J0' }),
    )
  })
})

describe('small replies', () => {
  it('reads clock, phone, hospital and card number', () => {
    expect(decodeDateTime(Buffer.from('1151125093000'))).toEqual(given('1151125093000'))
    expect(decodeDateTime(Buffer.from('1151125240000'))).toMatchObject(faultAt('value'))
    expect(decodeEmergencyPhone(Buffer.from('0912345678    '))).toEqual(given('0912345678'))
    expect(decodeEmergencyPhone(Buffer.alloc(14))).toEqual(given(''))
    expect(decodeHospitalId(Buffer.from('3501200000'))).toEqual(given('3501200000'))
    expect(decodeCardNumber(Buffer.from('SAM000000001'))).toEqual(given('SAM000000001'))
    expect(decodeCardNumber(Buffer.alloc(12))).toMatchObject(faultAt('value'))
  })

  it('reads what the data centre says to an upload', () => {
    expect(decodeUploadReply(Buffer.from('SAM00000000135012000002026112509300020261125093002'))).toEqual(
      given({
        samId: 'SAM000000001',
        hospitalId: '3501200000',
        uploadedAt: '20261125093000',
        receivedAt: '20261125093002',
      }),
    )
    expect(decodeUploadReply(Buffer.from('SAM00000000135012000002026132509300020261125093002'))).toMatchObject(
      faultAt('uploadedAt'),
    )
  })
})
