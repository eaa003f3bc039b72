import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type CshisBench, openCshisBench } from '../../../e2e/sims/cshis/cshisBench.ts'
import { DEMO_PROFESSIONAL_PIN, DEMO_PROFESSIONAL_PUK } from '../../../e2e/sims/people/clinicStaff.ts'
import { identityOf } from '../../../e2e/sims/people/identityOf.ts'
import { given, serialInput } from '../contract-suite/harness.ts'
import type { VisitSerial } from '../port.ts'

const person = identityOf('lin-adult')

describe('visits through control software 5.x, beside the suite', () => {
  let bench: CshisBench

  beforeAll(async () => {
    bench = await openCshisBench({ pins: { 'wu-low-income': '4711' } })
  })
  afterAll(() => bench.close())
  beforeEach(async () => {
    await bench.sim.reset()
    given(await bench.control.open())
    await bench.sim.insertCard('lin-adult')
  })

  it('takes a serial that came with the notice of a second visit as given', async () => {
    const first: VisitSerial = given(await bench.control.nextSerial(serialInput, person))
    const second = given(await bench.control.nextSerial(serialInput, person))
    expect([first.sameDay, second.sameDay, second.visitSequenceNumber]).toEqual([false, true, '0002'])
  })

  it('does not write to a card that was swapped since its serial was taken', async () => {
    const { treatmentDateTime } = given(await bench.control.nextSerial(serialInput, person))
    await bench.sim.insertCard('zhang-child')
    const write = {
      afterCheck: '1',
      treatmentDateTime,
      diagnoses: ['J069'],
      outpatientFee: 350,
      copayment: 50,
    } as const
    expect(await bench.control.writeTreatment(write, person)).toMatchObject({ error: { code: 'CARD_CHANGED' } })
    const asked = (await bench.sim.calls()).map(({ call }) => call)
    expect(asked).not.toContain('hisWriteTreatmentCode')
    // Swapped between the look and the write: the library itself compares.
    expect(await bench.control.writeTreatment(write, identityOf('zhang-child'))).toMatchObject({
      error: { code: 'NHI_REFUSED', details: { statusCode: 5022 } },
    })
    await bench.sim.happen({ when: 'before', kind: 'code', call: 'hisWriteTreatmentCode', number: 5020 })
    expect(await bench.control.writeTreatment(write, identityOf('zhang-child'))).toMatchObject({
      error: { code: 'CARD_MISMATCH' },
    })
  })

  it('updates an expired card once, and says when it stays expired', async () => {
    await bench.sim.insertCard('xu-expired')
    expect(given(await bench.control.registeredPerson())).toMatchObject(identityOf('xu-expired'))
    await bench.sim.reset()
    await bench.sim.insertCard('xu-expired')
    await bench.sim.happen({ when: 'before', kind: 'code', call: 'csUpdateHCContents', number: 9084 })
    expect(await bench.control.registeredPerson()).toMatchObject({
      error: { code: 'NHI_CARD_EXPIRED', details: { statusCode: 5003, updateStatusCode: 9084 } },
    })
  })

  it('writes long diagnosis codes packed and reads them back as they were', async () => {
    await bench.sim.insertProfessional('dr-wang')
    given(await bench.typing.verifyProfessionalPin(DEMO_PROFESSIONAL_PIN))
    const { treatmentDateTime } = given(await bench.control.nextSerial(serialInput, person))
    const diagnoses = ['S72001A', 'E119', 'J069', 'V4972XA']
    const write = { afterCheck: '1', treatmentDateTime, diagnoses, outpatientFee: 350, copayment: 50 } as const
    expect(await bench.control.writeTreatment(write, person)).toEqual({ ok: true, value: null })
    expect(given(await bench.control.cardVisitsWithDiagnoses())[0]?.diagnoses).toEqual(diagnoses)
    expect(given(await bench.control.cumulativeData())[0]).toMatchObject({
      outpatientFee: 350,
      outpatientCopayment: 50,
    })
  })

  it('reads critical illnesses and orders for a doctor', async () => {
    await bench.sim.insertProfessional('dr-wang')
    given(await bench.typing.verifyProfessionalPin(DEMO_PROFESSIONAL_PIN))
    await bench.sim.insertCard('huang-critical')
    const holder = identityOf('huang-critical')
    expect(given(await bench.control.criticalIllnesses())).toMatchObject([{ code: 'N186' }])
    expect(given(await bench.control.cardPrescriptions())).toEqual([])
    const { treatmentDateTime } = given(await bench.control.nextSerial(serialInput, holder))
    const order = {
      orderType: '1',
      code: 'AC12345100',
      site: '',
      usage: 'TID',
      days: 3,
      totalQuantity: 9,
      deliveryNote: '01',
    } as const
    const many = Array.from({ length: 60 }, () => order)
    expect(new Set(given(await bench.control.writePrescriptions(treatmentDateTime, many, holder))).size).toBe(60)
    expect(given(await bench.control.cardPrescriptions())).toHaveLength(60)
    expect(await bench.control.writePrescriptions(treatmentDateTime, [...many, order], holder)).toMatchObject({
      error: { code: 'RECORD_INVALID' },
    })
    expect(given(await bench.control.professionalCardHolder()).nationalId).toMatch(/^A1/)
  })

  it('leaves the PINs to the pad', async () => {
    await bench.sim.insertProfessional('dr-wang')
    for (let wrong = 0; wrong < 2; wrong += 1) {
      expect(await bench.typing.verifyProfessionalPin('000000')).toMatchObject({
        error: { code: 'PROFESSIONAL_PIN_WRONG' },
      })
    }
    expect(await bench.typing.verifyProfessionalPin('000000')).toMatchObject({
      error: { code: 'PROFESSIONAL_PIN_LOCKED' },
    })
    expect(await bench.typing.unlockProfessionalPin('87654321', '654321')).toMatchObject({
      error: { code: 'PROFESSIONAL_PIN_WRONG' },
    })
    expect(await bench.typing.unlockProfessionalPin(DEMO_PROFESSIONAL_PUK, '654321')).toEqual({ ok: true, value: null })
    expect(await bench.typing.changeProfessionalPin('222222')).toMatchObject({
      error: { code: 'PROFESSIONAL_PIN_NEEDED' },
    })
    expect(await bench.typing.verifyProfessionalPin('654321')).toEqual({ ok: true, value: null })
    await bench.sim.type('222222', '333333')
    expect(await bench.control.changeProfessionalPin('')).toMatchObject({ error: { code: 'PIN_CHANGE_FAILED' } })
    expect(await bench.typing.changeProfessionalPin('222222')).toEqual({ ok: true, value: null })
    expect(await bench.control.logOutProfessionalCard()).toEqual({ ok: true, value: null })
    expect(given(await bench.control.status()).professionalCard).toBe('pin-pending')
  })

  it("asks for the PIN of a patient's card, and takes it off", async () => {
    await bench.sim.insertCard('wu-low-income')
    expect(await bench.control.registeredPerson()).toMatchObject({ error: { code: 'PATIENT_PIN_NEEDED' } })
    expect(await bench.typing.verifyPatientPin('1234')).toMatchObject({ error: { code: 'PATIENT_PIN_WRONG' } })
    expect(await bench.typing.changePatientPin('1234')).toMatchObject({ error: { code: 'PATIENT_PIN_NEEDED' } })
    expect(await bench.typing.verifyPatientPin('4711')).toEqual({ ok: true, value: null })
    expect(given(await bench.control.registeredPerson())).toMatchObject(identityOf('wu-low-income'))
    expect(await bench.control.disablePatientPin()).toEqual({ ok: true, value: null })
    expect(await bench.control.disablePatientPin()).toEqual({ ok: true, value: null })
    expect(await bench.typing.verifyPatientPin('')).toEqual({ ok: true, value: null })
  })
  it('says what is missing when the SAM or the way to the NHI is', async () => {
    await bench.sim.takeSam(true)
    given(await bench.control.status())
    expect(await bench.control.reopen()).toMatchObject({
      error: { code: 'SAM_NOT_VERIFIED', details: { statusCode: 4012 } },
    })
    await bench.sim.takeSam(false)
    await bench.sim.cutNetwork(true)
    expect(await bench.control.reopen()).toMatchObject({ error: { code: 'NHI_UNREACHABLE' } })
    await bench.sim.cutNetwork(false)
    expect(given(await bench.control.reopen())).toMatchObject({ initialised: true, sam: 'verified' })
    await bench.sim.insertCard('foreign')
    expect(await bench.control.registeredPerson()).toMatchObject({ error: { code: 'CARD_FOREIGN' } })
  })
})
