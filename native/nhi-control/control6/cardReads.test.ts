import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sendJson } from '../../network/testing/localServer.ts'
import type { NhiControlPort } from '../port.ts'
import { codeOf, illnesses, personReply, register, signHc, signHpcHc, treatments, update } from '../testing/replies.ts'
import { type ScriptedNhi, scriptedSignatures, startScriptedNhi } from '../testing/scriptedNhi.ts'

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
    nhi.local.set(signHpcHc, 4042)
    expect(await codeOf(control.criticalIllnesses())).toBe('PROFESSIONAL_PIN_NEEDED')
    nhi.local.set(signHpcHc, 4014)
    expect(await codeOf(control.criticalIllnesses())).toBe('PROFESSIONAL_CARD_ABSENT')
    expect(nhi.first.seen).toHaveLength(1)
    expect(nhi.local.calls()).toEqual([signHpcHc, signHpcHc, signHpcHc])
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

describe('what is asked at once', () => {
  it('is signed one after another and asked of the server side by side', async () => {
    let signing = 0
    let mostSigning = 0
    const slowly: Parameters<typeof nhi.local.set>[1] = (_request, response) => {
      signing += 1
      mostSigning = Math.max(mostSigning, signing)
      setTimeout(() => {
        signing -= 1
        sendJson(response, { statusCode: 0, ...scriptedSignatures.hpcHc })
      }, 10)
    }
    nhi.local.set(signHc, slowly)
    nhi.local.set(signHpcHc, slowly)
    const waiting: (() => void)[] = []
    const together = (answer: object) => (_request: unknown, response: ServerResponse) => {
      waiting.push(() => sendJson(response, { statusCode: 0, ...answer }))
      // Nobody is answered before all three have asked.
      if (waiting.length === 3) for (const send of waiting) send()
    }
    nhi.first.set(register, together(personReply))
    nhi.first.set(illnesses, together({ criticalIllnesses: [] }))
    nhi.first.set(treatments, together({ treatments: [] }))
    const answers = await Promise.all([control.registeredPerson(), control.criticalIllnesses(), control.cardVisits()])
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true])
    expect(mostSigning).toBe(1)
    expect(nhi.local.calls()).toHaveLength(3)
  })

  it('refreshes an expired card once for all of it', async () => {
    let expired = true
    const unlessExpired = (answer: object) => (_request: unknown, response: ServerResponse) =>
      sendJson(response, expired ? { statusCode: 5003 } : { statusCode: 0, ...answer })
    nhi.first.set(register, unlessExpired(personReply))
    nhi.first.set(illnesses, unlessExpired({ criticalIllnesses: [] }))
    nhi.first.set(update, (_request, response) => {
      expired = false
      sendJson(response, { statusCode: 0 })
    })
    const answers = await Promise.all([control.registeredPerson(), control.criticalIllnesses()])
    expect(answers.map(({ ok }) => ok)).toEqual([true, true])
    expect(nhi.first.calls().filter((call) => call === update)).toHaveLength(1)
    expect(nhi.first.seen).toHaveLength(5)
  })

  it('goes no further when the card is logged out in the middle of a refresh', async () => {
    nhi.first.set(register, 5003)
    let swapped: Promise<unknown> | null = null
    nhi.first.set(update, (_request, response) => {
      swapped = control.logOutPatientCard()
      sendJson(response, { statusCode: 0 })
    })
    expect(await codeOf(control.registeredPerson())).toBe('CARD_REMOVED')
    await swapped
    expect(nhi.first.calls()).toEqual([register, update])
    expect(nhi.local.calls().at(-1)).toBe('DELETE /api/hc/v1/Logout')
  })
})
