import { expect, it } from 'vitest'
import type { PrescriptionWrite, TreatmentWrite } from '../port.ts'
import { codeOf, given, offersAll, type SuiteStage, serialInput } from './harness.ts'

const treatment = (treatmentDateTime: string): TreatmentWrite => ({
  afterCheck: '1',
  treatmentDateTime,
  diagnoses: ['J069', 'R509'],
  outpatientFee: 350,
  copayment: 50,
})

const orders: readonly PrescriptionWrite[] = [
  { orderType: '1', code: 'AC12345100', site: '', usage: 'TID', days: 3, totalQuantity: 9, deliveryNote: '01' },
  { orderType: '3', code: '00109C', site: '', usage: '', days: null, totalQuantity: 1, deliveryNote: '03' },
]

/** Writing the visit to the card, and reading it back where the way can. */
export const writeSuite = ({ way, harness, control, withCard, withProfessional }: SuiteStage): void => {
  it('writes codes and fees once, however often it is asked', async () => {
    await withCard()
    const { treatmentDateTime } = given(await control().nextSerial(serialInput, harness().person))
    expect(given(await control().writeTreatment(treatment(treatmentDateTime), harness().person))).toBeNull()
    expect(given(await control().writeTreatment(treatment(treatmentDateTime), harness().person))).toBeNull()
    const unknown = await control().writeTreatment(treatment('1150101000000'), harness().person)
    expect(['NHI_REFUSED', 'CONTROL_REFUSED']).toContain(codeOf(unknown))
    if (!offersAll(way, 'professional-card', 'visit-history')) return
    await withProfessional()
    const [visit] = given(await control().cardVisitsWithDiagnoses())
    expect(visit).toMatchObject({ treatmentDateTime, treatmentItem: '01', diagnoses: ['J069', 'R509'] })
  })

  it('does nothing to the card when it is not the one that is meant', async () => {
    await withCard()
    const { person } = harness()
    const { treatmentDateTime } = given(await control().nextSerial(serialInput, person))
    for (const other of [
      { ...person, cardNumber: '999999999999' },
      { ...person, nationalId: 'Z200000003' },
    ]) {
      expect(codeOf(await control().nextSerial(serialInput, other))).toBe('CARD_CHANGED')
      expect(codeOf(await control().rollbackSerial(treatmentDateTime, other))).toBe('CARD_CHANGED')
      expect(codeOf(await control().writeTreatment(treatment(treatmentDateTime), other))).toBe('CARD_CHANGED')
      expect(codeOf(await control().writePrescriptions(treatmentDateTime, orders, other))).toBe('CARD_CHANGED')
      if (offersAll(way, 'physical-card')) expect(codeOf(await control().updateCard(other))).toBe('CARD_CHANGED')
      if (offersAll(way, 'visit-history')) expect(codeOf(await control().cardVisits(other))).toBe('CARD_CHANGED')
    }
    if (offersAll(way, 'visit-history')) expect(given(await control().cardVisits(person))).toHaveLength(1)
  })

  it('signs every order', async () => {
    await withCard()
    const { treatmentDateTime } = given(await control().nextSerial(serialInput, harness().person))
    const signatures = given(await control().writePrescriptions(treatmentDateTime, orders, harness().person))
    expect(signatures).toHaveLength(2)
    expect(new Set(signatures).size).toBe(2)
    for (const signature of signatures) expect(signature).toMatch(/^[\x21-\x7e]{40}$/)
    if (!offersAll(way, 'prescriptions', 'professional-card')) return
    expect(codeOf(await control().cardPrescriptions())).toBe('PROFESSIONAL_CARD_ABSENT')
    await withProfessional()
    const written = given(await control().cardPrescriptions())
    expect(written).toContainEqual({
      treatmentDateTime,
      orderType: '1',
      code: 'AC12345100',
      site: '',
      usage: 'TID',
      days: 3,
      totalQuantity: 9,
    })
  })
}
