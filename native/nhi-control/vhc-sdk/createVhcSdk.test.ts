import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ControlSoftwareSchema } from '../../../preload/contract/desk/controlSoftware.ts'
import type { Result } from '../../../preload/contract/result.ts'
import { basicDataLayout, registerBasicLayout } from '../layouts/personLayouts.ts'
import { numberedSerialLayout } from '../layouts/serialLayouts.ts'
import type { PrescriptionWrite } from '../port.ts'
import { createVhcSdk } from './createVhcSdk.ts'
import {
  bufferOf,
  json,
  type ScriptedSdk,
  sdkPerson,
  sdkRegister,
  sdkSerial,
  startScriptedSdk,
} from './testing/scriptedSdk.ts'
import { sdkPaths } from './wire.ts'

const hourMs = 3_600_000
const serialInput = { treatmentItem: '01', babyTreatment: '', afterCheck: '1' } as const
const treatment = {
  afterCheck: '1',
  treatmentDateTime: sdkSerial.treatmentDateTime,
  diagnoses: ['S52501A', 'I10'],
  outpatientFee: 350,
  copayment: 50,
} as const
const order: PrescriptionWrite = {
  orderType: '1',
  code: 'AC12345100',
  site: '',
  usage: '早晚飯後',
  days: 3,
  totalQuantity: 9,
  deliveryNote: '01',
}

let sdk: ScriptedSdk
let control: ReturnType<typeof createVhcSdk>
let now: number

beforeEach(async () => {
  now = 0
  sdk = await startScriptedSdk()
  control = createVhcSdk({ baseUrl: sdk.baseUrl, now: () => now, timeoutMs: 500 })
})
afterEach(async () => {
  await control.dispose()
  await sdk.close()
})

const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code)
const pathsSeen = (): readonly string[] => sdk.seen.map(({ path }) => path)
const countOf = (path: string): number => pathsSeen().filter((each) => each === path).length
const present = async (token = 'qr-1'): Promise<void> => {
  const presented = await control.presentVirtualCard(token)
  if (!presented.ok) throw new Error(presented.error.code)
}

describe('opening', () => {
  it('opens once, and takes "open already" for done', async () => {
    sdk.on(sdkPaths.open, json({ ERRORCODE: '1001' }))
    const open = { initialised: true, sam: 'none', professionalCard: 'none', patientCard: 'none' }
    expect(await control.open()).toEqual({ ok: true, value: open })
    expect(await control.open()).toEqual({ ok: true, value: open })
    expect(countOf(sdkPaths.open)).toBe(1)
  })

  it('closes and opens anew, card and all, also when there was nothing to close', async () => {
    await present()
    sdk.on(sdkPaths.close, json({ ERRORCODE: -1 }))
    expect(await control.reopen()).toMatchObject({ ok: true, value: { initialised: true, patientCard: 'none' } })
    expect(pathsSeen().slice(-2)).toEqual([sdkPaths.close, sdkPaths.open])
  })

  it('says when the port of the SDK cannot be opened', async () => {
    sdk.on(sdkPaths.open, json({ ERRORCODE: -1 }))
    expect(await control.open()).toMatchObject({ error: { code: 'CONTROL_REFUSED', details: { statusCode: -1 } } })
  })

  it('is absent when nobody answers on this PC, and forgets the card that was there', async () => {
    await present()
    await sdk.close()
    expect(codeOf(await control.status())).toBe('CONTROL_ABSENT')
    expect(codeOf(await control.registeredPerson())).toBe('CARD_ABSENT')
  })

  it('takes no address that is not of this PC', () => {
    expect(() => createVhcSdk({ baseUrl: 'http://10.0.0.1:3033' })).toThrow(TypeError)
  })

  it.each(['http://localhost:3033', 'http://127.0.0.1:3033', 'http://[::1]:3033/'])(
    'takes every address that the settings allow: %s',
    async (baseUrl) => {
      const settings = { adapter: 'vhc-sdk', baseUrl: 'https://localhost', sha256Fingerprint: '', initialName: '' }
      const { vhcSdk } = ControlSoftwareSchema.parse({ ...settings, vhcSdk: { baseUrl } })
      await createVhcSdk(vhcSdk).dispose()
    },
  )
})

describe('a scanned card', () => {
  it('is read and presented by one upload of its QR', async () => {
    expect(await control.readVirtualCard('qr-1')).toEqual({
      ok: true,
      value: {
        cardNumber: sdkPerson.cardNumber,
        name: '測試甲',
        nationalId: 'A123456789',
        birthDate: '1985-06-15',
        sex: 'M',
        identityStatus: '3',
        photo: null,
      },
    })
    expect(await control.status()).toMatchObject({ value: { patientCard: 'present' } })
    expect(codeOf(await control.nextSerial(serialInput, sdkPerson))).toBe('CARD_ABSENT')
    expect(codeOf(await control.logOutPatientCard())).toBe('ok')
    await present()
    expect(await control.status()).toMatchObject({ value: { patientCard: 'authenticated' } })
    expect(sdk.seen.filter(({ path }) => path === sdkPaths.uploadQrCode)).toEqual([
      { path: sdkPaths.uploadQrCode, body: { QRCodeString: 'qr-1' } },
    ])
  })

  it('tells person, validity and phone', async () => {
    await present()
    expect(await control.registeredPerson()).toMatchObject({ ok: true, value: { name: '測試甲', insuredMark: '3' } })
    expect(await control.cardValidity()).toEqual({ ok: true, value: { validUntil: '2028-12-31', remainingCount: 5 } })
    expect(await control.emergencyPhone()).toEqual({ ok: true, value: '02-12345678' })
  })

  it('keeps a name with a user-defined character', async () => {
    const person = { ...sdkPerson, name: '王\ue000' }
    sdk.on(sdkPaths.basicData, json({ ERRORCODE: 0, pBuffer: bufferOf(basicDataLayout, person) }))
    sdk.on(
      sdkPaths.registerBasic,
      json({ ERRORCODE: 0, pBuffer: bufferOf(registerBasicLayout, { ...sdkRegister, name: person.name }) }),
    )
    expect(await control.readVirtualCard('qr-1')).toMatchObject({ ok: true, value: { name: '王\ue000' } })
  })

  it.each([
    [1018, 'VIRTUAL_CARD_EXPIRED'],
    [1019, 'VIRTUAL_CARD_UNKNOWN'],
    [1020, 'VIRTUAL_CARD_USED'],
    [1042, 'VIRTUAL_CARD_NOT_ENROLLED'],
    [4061, 'NHI_UNREACHABLE'],
    [6018, 'NHI_REFUSED'],
  ])('is refused by number %d as %s', async (number, code) => {
    sdk.on(sdkPaths.uploadQrCode, json({ ERRORCODE: String(number) }))
    expect(await control.readVirtualCard('qr-1')).toMatchObject({ error: { code, details: { statusCode: number } } })
    expect(await control.presentVirtualCard('qr-1')).toMatchObject({ error: { code } })
  })

  it('reaches an SDK that was started anew meanwhile', async () => {
    await control.open()
    sdk.on(sdkPaths.uploadQrCode, json({ ERRORCODE: 1000 }))
    sdk.on(sdkPaths.open, (response, call) => {
      sdk.on(sdkPaths.uploadQrCode, json({ ERRORCODE: 0 }))
      json({ ERRORCODE: 0 })(response, call)
    })
    expect(codeOf(await control.presentVirtualCard('qr-1'))).toBe('ok')
  })

  it('takes the place of the one before at once, also when it is refused', async () => {
    await present()
    sdk.on(sdkPaths.uploadQrCode, json({ ERRORCODE: 1018 }))
    expect(codeOf(await control.readVirtualCard('qr-2'))).toBe('VIRTUAL_CARD_EXPIRED')
    expect(codeOf(await control.registeredPerson())).toBe('CARD_ABSENT')
  })

  it('ends with the logout, and after an hour', async () => {
    await present()
    now = hourMs - 1
    expect(codeOf(await control.registeredPerson())).toBe('ok')
    now = hourMs
    expect(codeOf(await control.registeredPerson())).toBe('VIRTUAL_CARD_LAPSED')
    expect(await control.status()).toMatchObject({ value: { patientCard: 'none' } })
    expect(codeOf(await control.logOutPatientCard())).toBe('ok')
    expect(codeOf(await control.registeredPerson())).toBe('CARD_ABSENT')
    expect(pathsSeen().slice(-2)).toEqual([sdkPaths.close, sdkPaths.open])
  })

  it('is not given a second hour by the same QR', async () => {
    await present()
    now = hourMs
    sdk.on(sdkPaths.uploadQrCode, json({ ERRORCODE: 1020 }))
    expect(codeOf(await control.presentVirtualCard('qr-1'))).toBe('VIRTUAL_CARD_USED')
  })

  it('is written to only when it is the one that is meant', async () => {
    await present()
    const before = sdk.seen.length
    for (const other of [
      { cardNumber: '900000000025', nationalId: sdkPerson.nationalId },
      { cardNumber: sdkPerson.cardNumber, nationalId: 'B200000004' },
    ]) {
      for (const answer of [
        await control.nextSerial(serialInput, other),
        await control.rollbackSerial(treatment.treatmentDateTime, other),
        await control.writeTreatment(treatment, other),
        await control.writePrescriptions(treatment.treatmentDateTime, [order], other),
      ]) {
        expect(codeOf(answer)).toBe('CARD_CHANGED')
      }
    }
    expect(sdk.seen).toHaveLength(before)
    expect(codeOf(await control.nextSerial(serialInput, sdkPerson))).toBe('ok')
  })

  it.each([1000, 3237, 3238])('is gone when the SDK has forgotten it (%d)', async (number) => {
    await present()
    sdk.on(sdkPaths.registerBasic, json({ ERRORCODE: number }))
    await control.registeredPerson()
    expect(codeOf(await control.registeredPerson())).toBe('CARD_ABSENT')
  })

  it('stops everything when the SDK suddenly speaks of somebody else', async () => {
    await present()
    const other = { ...sdkPerson, cardNumber: '900000000025', nationalId: 'B200000004' }
    sdk.on(sdkPaths.basicData, json({ ERRORCODE: 0, pBuffer: bufferOf(basicDataLayout, other) }))
    expect(codeOf(await control.nextSerial(serialInput, sdkPerson))).toBe('CARD_CHANGED')
    expect(countOf(sdkPaths.nextSerial)).toBe(0)
    expect(codeOf(await control.writeTreatment(treatment, sdkPerson))).toBe('CARD_ABSENT')
  })
})

describe('serials and writes', () => {
  beforeEach(() => present())

  it('takes a serial, with the notice of a second visit of the day too', async () => {
    expect(await control.nextSerial(serialInput, sdkPerson)).toEqual({ ok: true, value: sdkSerial })
    const second = { ...sdkSerial, sameDay: true }
    sdk.on(sdkPaths.nextSerial, json({ ERRORCODE: '5010', pBuffer: bufferOf(numberedSerialLayout, second) }))
    expect(await control.nextSerial(serialInput, sdkPerson)).toEqual({ ok: true, value: second })
    expect(sdk.seen.at(-1)?.body).toEqual({ cTreatItem: '01', cBabyTreat: ' ', cTreatAfterCheck: '1' })
  })

  it('writes codes and fees by the layouts, naming the person', async () => {
    expect(await control.writeTreatment(treatment, sdkPerson)).toEqual({ ok: true, value: null })
    const person = { pDateTime: '1151125093000', pPatientID: 'A123456789', pPatientBirthDate: '0740615' }
    expect(sdk.seen.slice(-2)).toEqual([
      { path: sdkPaths.writeCodes, body: { ...person, pDataWrite: '1[S52501A][I10    ]'.padEnd(54) } },
      { path: sdkPaths.writeFees, body: { ...person, pDataWrite: '00000350000000500000000000000000000000' } },
    ])
  })

  it('counts what was written or undone before as done', async () => {
    sdk.on(sdkPaths.writeCodes, json({ ERRORCODE: 3209 }))
    sdk.on(sdkPaths.writeFees, json({ ERRORCODE: 3209 }))
    sdk.on(sdkPaths.rollbackSerial, json({ ERRORCODE: 5153 }))
    expect(codeOf(await control.writeTreatment(treatment, sdkPerson))).toBe('ok')
    expect(codeOf(await control.rollbackSerial(treatment.treatmentDateTime, sdkPerson))).toBe('ok')
    expect(countOf(sdkPaths.writeFees)).toBe(1)
  })

  it('writes no fees after codes that were refused', async () => {
    sdk.on(sdkPaths.writeCodes, json({ ERRORCODE: 3210 }))
    expect(await control.writeTreatment(treatment, sdkPerson)).toMatchObject({
      error: { code: 'NHI_REFUSED', details: { statusCode: 3210 } },
    })
    expect(countOf(sdkPaths.writeFees)).toBe(0)
  })

  it('signs orders, whose usage may be Chinese', async () => {
    expect(await control.writePrescriptions(treatment.treatmentDateTime, [order, order], sdkPerson)).toMatchObject({
      ok: true,
    })
    expect(sdk.seen.at(-1)?.body.pDataWrite).toContain('早晚飯後')
    expect(await control.writePrescriptions(treatment.treatmentDateTime, [], sdkPerson)).toEqual({
      ok: true,
      value: [],
    })
  })

  it('sends nothing that has no place in its field, and no more than the card holds', async () => {
    const before = sdk.seen.length
    const { treatmentDateTime } = treatment
    expect(codeOf(await control.writeTreatment({ ...treatment, diagnoses: ['J06.9'] }, sdkPerson))).toBe(
      'RECORD_INVALID',
    )
    expect(codeOf(await control.writePrescriptions(treatmentDateTime, [{ ...order, days: 100 }], sdkPerson))).toBe(
      'RECORD_INVALID',
    )
    expect(codeOf(await control.writePrescriptions(treatmentDateTime, Array(61).fill(order), sdkPerson))).toBe(
      'RECORD_INVALID',
    )
    expect(sdk.seen).toHaveLength(before)
  })

  it('leaves alone what the SDK has no call for', async () => {
    const before = sdk.seen.length
    for (const answer of [
      await control.cardVisits(),
      await control.criticalIllnesses(),
      await control.verifyProfessionalPin('123456'),
      await control.signWithSam('30'),
      await control.uploadRecords(new Uint8Array(0), 'formal'),
    ]) {
      expect(answer).toMatchObject({ error: { code: 'NOT_OFFERED', details: { adapter: 'vhc-sdk' } } })
    }
    expect(sdk.seen).toHaveLength(before)
    expect(control.serverOffsetMs()).toBeNull()
  })
})
