import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toRocDateTime } from '../../../preload/contract/patient/rocDate.ts'
import type { Result } from '../../../preload/contract/result.ts'
import type { NhiControlPort } from '../port.ts'
import { codeFee, codeOf, order, orders, scriptedCard, update } from '../testing/replies.ts'
import { type ScriptedNhi, scriptedSignatures, startScriptedNhi } from '../testing/scriptedNhi.ts'

let nhi: ScriptedNhi
let control: NhiControlPort

beforeEach(async () => {
  nhi = await startScriptedNhi()
  control = nhi.control
})
afterEach(() => nhi.close())

describe('card writes', () => {
  const input = {
    afterCheck: '1',
    treatmentDateTime: '1151122093000',
    diagnoses: ['J069', 'I10'],
    outpatientFee: 350,
    copayment: 50,
  } as const

  it('writes codes and fees, and takes written already for done', async () => {
    nhi.first.once(codeFee, 0)
    expect(await control.writeTreatment(input, scriptedCard)).toEqual({ ok: true, value: null })
    expect(nhi.first.lastBody(codeFee)).toEqual({
      ...scriptedSignatures.hc,
      afterCheck: '1',
      treatmentDateTime: '1151122093000',
      mainCode: 'J069',
      subCode1: 'I10',
      subCode2: '',
      subCode3: '',
      subCode4: '',
      subCode5: '',
      outpatientFee: '350',
      costFee: '50',
      inpatientFee: '0',
      inpatient30Fee: '0',
      inpatient180Fee: '0',
    })
    nhi.first.once(codeFee, 3209)
    expect(await control.writeTreatment(input, scriptedCard)).toEqual({ ok: true, value: null })
    nhi.first.once(codeFee, 5023)
    expect(await codeOf(control.writeTreatment(input, scriptedCard))).toBe('NHI_REFUSED')
  })

  it('writes orders and gives a signature for each, in order', async () => {
    nhi.first.set(orders, { signatureItems: ['qg==', 'uw=='], hexSignatureItems: ['AA', 'BB'] })
    const procedure = { ...order, orderType: '3', days: null, usage: '', totalQuantity: 1, deliveryNote: '03' } as const
    expect(await control.writePrescriptions('1151122093000', [order, procedure], scriptedCard)).toEqual({
      ok: true,
      value: ['AA', 'BB'],
    })
    expect(nhi.first.lastBody(orders)).toMatchObject({
      treatmentDateTime: '1151122093000',
      prescriptions: [
        {
          treatmentDateTime: '1151122093000',
          treatmentItem: '1',
          treatmentItemCode: 'AC12345100',
          treatmentPosition: '',
          usage: 'TID',
          days: '3',
          totalQuantity: '0.3',
          deliveryNotes: '01',
        },
        { treatmentItem: '3', days: '', usage: '', totalQuantity: '1', deliveryNotes: '03' },
      ],
    })
  })

  it.each<[string, string, unknown, () => Promise<Result<unknown>>]>([
    ['codes and fees', codeFee, 0, () => control.writeTreatment(input, scriptedCard)],
    [
      'orders',
      orders,
      { hexSignatureItems: ['AA'] },
      () => control.writePrescriptions('1151122093000', [order], scriptedCard),
    ],
    [
      'a taking back',
      'POST /api/v1/SequelNumber/Rollback',
      0,
      () => control.rollbackSerial(toRocDateTime(Date.now()), scriptedCard),
    ],
    [
      'a treatment number',
      'POST /api/v1/TreatmentNumber/Card',
      { treatmentNumber: '3501200000A123456789' },
      () => control.treatmentNumberOfCard('1151122093000', scriptedCard),
    ],
  ])(
    '%s on an expired card: it is updated, and the call made once more and no third time',
    async (_name, path, done, call) => {
      nhi.first.once(path, 5003)
      nhi.first.set(update, 0)
      nhi.first.set(path, done as 0)
      expect(await call()).toMatchObject({ ok: true })
      expect(nhi.first.calls()).toEqual([path, update, path])
      nhi.first.set(path, 5003)
      expect(await codeOf(call())).toBe('NHI_CARD_EXPIRED')
      expect(nhi.first.calls()).toEqual([path, update, path, path, update, path])
    },
  )

  it('does not match signatures to orders by guessing', async () => {
    nhi.first.set(orders, { hexSignatureItems: ['AA'] })
    expect(await codeOf(control.writePrescriptions('1151122093000', [order, order], scriptedCard))).toBe(
      'NHI_BAD_REPLY',
    )
  })

  it('sends nothing of one patient with the signature of another’s card', async () => {
    nhi.local.set('POST /api/hc/v1/Signature/Hc', { ...scriptedSignatures.hc, hcId: '900000000025' })
    expect(await codeOf(control.writeTreatment(input, scriptedCard))).toBe('CARD_CHANGED')
    expect(await codeOf(control.writePrescriptions('1151122093000', [order], scriptedCard))).toBe('CARD_CHANGED')
    expect(nhi.first.seen).toHaveLength(0)
  })

  it('does not send orders twice', async () => {
    nhi.first.set(orders, (_request, _response, socket) => socket.destroy())
    nhi.second.set(orders, { hexSignatureItems: ['AA'] })
    expect(await codeOf(control.writePrescriptions('1151122093000', [order], scriptedCard))).toBe('NHI_REPLY_LOST')
    expect(nhi.second.seen).toHaveLength(0)
  })
})
