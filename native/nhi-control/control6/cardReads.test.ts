import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NhiControlPort } from '../port.ts'
import { codeOf, illnesses, personReply, register, signHc, status, treatments, update } from '../testing/replies.ts'
import { type ScriptedNhi, scriptedSignatures, startScriptedNhi, statusReply } from '../testing/scriptedNhi.ts'

let nhi: ScriptedNhi
let control: NhiControlPort

beforeEach(async () => {
  nhi = await startScriptedNhi()
  control = nhi.control
})
afterEach(() => nhi.close())

describe('who the patient is', () => {
  it('is asked with a signature of both cards', async () => {
    nhi.first.set(register, personReply)
    expect(await control.registeredPerson()).toEqual({
      ok: true,
      value: {
        cardNumber: '900000000017',
        name: '測試甲',
        nationalId: 'A123456789',
        birthDate: '1985-06-15',
        sex: 'M',
        insuredMark: '3',
        validUntil: '2028-01-01',
        remainingCount: 5,
        cancelled: false,
      },
    })
    expect(nhi.local.lastBody(signHc)).toEqual({ serviceType: '01' })
    expect(nhi.first.lastBody(register)).toEqual(scriptedSignatures.hc)
  })

  it('takes counts as text, blanks as missing, and a cancelled card as cancelled', async () => {
    nhi.first.set(register, { ...personReply, treatmentCounter: ' 2', cardValidity: '       ', cancelTermination: '2' })
    expect(await control.registeredPerson()).toMatchObject({
      value: { remainingCount: 2, validUntil: null, cancelled: true },
    })
    nhi.first.set(register, { ...personReply, treatmentCounter: '', cardValidity: '0000000' })
    expect(await control.registeredPerson()).toMatchObject({ value: { remainingCount: null, validUntil: null } })
  })

  it.each([
    { cardSn: '12' },
    { idCardNum: 'nobody' },
    { birthday: '0741315' },
    { sex: 'X' },
    { name: '   ' },
    { cardValidity: '1151332' },
    { treatmentCounter: 'many' },
    { cardSn: undefined },
  ])('refuses half a person: %j', async (damage) => {
    nhi.first.set(register, { ...personReply, ...damage })
    expect(await codeOf(control.registeredPerson())).toBe('NHI_BAD_REPLY')
  })

  it('updates an expired card once and asks again', async () => {
    nhi.first.once(register, 5003)
    nhi.first.set(update, 0)
    nhi.first.set(register, personReply)
    expect(await control.registeredPerson()).toMatchObject({ ok: true })
    expect(nhi.first.calls()).toEqual([register, update, register])
    expect(nhi.local.seen.map((request) => JSON.parse(request.body.toString()).serviceType)).toEqual(['01', '04', '01'])
  })

  it('gives up when the card has still expired, or its update is refused', async () => {
    nhi.first.set(register, 5003)
    nhi.first.set(update, 0)
    expect(await control.registeredPerson()).toMatchObject({ error: { code: 'NHI_CARD_EXPIRED' } })
    expect(nhi.first.calls()).toEqual([register, update, register])
    nhi.first.set(update, 9084)
    expect(await control.registeredPerson()).toMatchObject({
      error: { code: 'NHI_CARD_EXPIRED', details: { statusCode: 5003, updateStatusCode: 9084 } },
    })
  })

  it('needs a patient card', async () => {
    nhi.local.set(signHc, 4013)
    expect(await codeOf(control.registeredPerson())).toBe('CARD_ABSENT')
    expect(nhi.first.seen).toHaveLength(0)
  })
})

describe('what the card tells', () => {
  it('gives critical illnesses to three cards only', async () => {
    nhi.first.set(illnesses, {
      criticalIllnesses: [
        { ciCode: 'C50 ', validityStart: '1140101', validityEnd: '1190101' },
        { ciCode: 'N18', validityStart: '', validityEnd: '' },
        { ciCode: '', validityStart: '', validityEnd: '' },
      ],
    })
    expect(await control.criticalIllnesses()).toEqual({
      ok: true,
      value: [
        { code: 'C50', validFrom: '2025-01-01', validUntil: '2030-01-01' },
        { code: 'N18', validFrom: null, validUntil: null },
      ],
    })
    expect(nhi.first.lastBody(illnesses)).toEqual({ ...scriptedSignatures.hpcHc, format: '0' })
    nhi.local.set(status, statusReply({ hpc: 2 }))
    expect(await codeOf(control.criticalIllnesses())).toBe('PROFESSIONAL_PIN_NEEDED')
    nhi.local.set(status, statusReply({ hpc: 0 }))
    expect(await codeOf(control.criticalIllnesses())).toBe('PROFESSIONAL_CARD_ABSENT')
    expect(nhi.first.seen).toHaveLength(1)
  })

  it('gives the visits newest first, with their serial where there is one', async () => {
    const visit = { treatmentItem: '01', afterCheck: '1', hospitalId: '3501200000', outpatientFee: '', costFee: '' }
    nhi.first.set(treatments, {
      treatments: [
        { ...visit, treatDateTime: '1151121100000', hospitalVisit: '0001' },
        { ...visit, treatDateTime: '1151122090000', hospitalVisit: 'W002', treatmentItem: '02' },
        { ...visit, treatDateTime: '1151120090000', hospitalVisit: '' },
        { ...visit, treatDateTime: '1151119090000' },
        { ...visit, treatDateTime: '', hospitalVisit: '' },
      ],
    })
    expect(await control.cardVisits()).toMatchObject({
      ok: true,
      value: [
        { treatmentDateTime: '1151122090000', visitSequenceNumber: 'W002', treatmentItem: '02' },
        { treatmentDateTime: '1151121100000', visitSequenceNumber: '0001', hospitalId: '3501200000' },
        { treatmentDateTime: '1151120090000', visitSequenceNumber: null },
        { treatmentDateTime: '1151119090000', visitSequenceNumber: null },
      ],
    })
  })
})

describe('who has signed in', () => {
  it('is named by the professional card’s own signature', async () => {
    expect(await control.professionalCardHolder()).toEqual({ ok: true, value: { nationalId: 'B123456780' } })
    nhi.local.set('POST /api/hpc/v1/Signature', 4042)
    expect(await codeOf(control.professionalCardHolder())).toBe('PROFESSIONAL_PIN_NEEDED')
  })
})
