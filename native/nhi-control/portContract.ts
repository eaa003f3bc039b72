import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Result } from '../../preload/contract/result.ts'
import type { NhiControlPort, PrescriptionWrite, TreatmentWrite } from './port.ts'

/** What the suite needs of an implementation: its port, a patient, a professional, and a hand on the surroundings. */
export interface NhiControlHarness {
  readonly control: NhiControlPort
  /** Holder of the patient card; insured, the card not expired. */
  readonly person: { readonly cardNumber: string; readonly nationalId: string }
  /** PIN of the professional card, a doctor's. */
  readonly pin: string
  insertCard(): Promise<void>
  removeCard(): Promise<void>
  insertProfessionalCard(): Promise<void>
  cutServer(cut: boolean): Promise<void>
  /** The next serial is given, and its answer is lost. */
  loseNextSerial(): Promise<void>
  /** Before each test: cards out, nothing cut, nothing taken. */
  reset(): Promise<void>
  close(): Promise<void>
}

const serialInput = { treatmentItem: '01', babyTreatment: '', afterCheck: '1' } as const

const treatment = (treatmentDateTime: string): TreatmentWrite => ({
  afterCheck: '1',
  treatmentDateTime,
  diagnoses: ['J069'],
  outpatientFee: 350,
  copayment: 50,
})

const orders: readonly PrescriptionWrite[] = [
  {
    orderType: '1',
    code: 'AC12345100',
    site: '',
    usage: 'TID',
    days: 3,
    totalQuantity: 9,
    deliveryNote: '01',
  },
  { orderType: '3', code: '00109C', site: '', usage: '', days: null, totalQuantity: 1, deliveryNote: '03' },
]

const given = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.details)}`)
  return result.value
}

const codeOf = <T>(result: Result<T>): string => (result.ok ? 'ok' : result.error.code)

/** Everything that stands on the NHI port relies on: every way in and every fake passes it. */
export const describeNhiControlPort = (name: string, open: () => Promise<NhiControlHarness>): void => {
  describe(`NhiControlPort: ${name}`, () => {
    let harness: NhiControlHarness
    let control: NhiControlPort

    beforeAll(async () => {
      harness = await open()
    })
    afterAll(() => harness.close())
    beforeEach(async () => {
      await harness.reset()
      control = harness.control
      given(await control.open())
    })
    afterEach(() => harness.cutServer(false))

    const withCard = async (): Promise<void> => {
      await harness.insertCard()
      given(await control.logOutPatientCard())
    }

    it('is open after opening, and says what lies in the readers', async () => {
      expect(given(await control.status())).toEqual({
        initialised: true,
        sam: 'verified',
        professionalCard: 'none',
        patientCard: 'none',
      })
      await withCard()
      expect(given(await control.status()).patientCard).not.toBe('none')
    })

    it('verifies its SAM anew where that is wanted, and is open then as before', async () => {
      expect(given(await control.open({ renew: true }))).toMatchObject({ initialised: true, sam: 'verified' })
      await harness.cutServer(true)
      expect((await control.open()).ok).toBe(true)
    })

    it('knows the patient by the card, and nobody without one', async () => {
      expect(codeOf(await control.registeredPerson())).toBe('CARD_ABSENT')
      await withCard()
      expect(given(await control.registeredPerson())).toMatchObject(harness.person)
      await harness.removeCard()
      expect(codeOf(await control.registeredPerson())).toBe('CARD_ABSENT')
    })

    it('needs the verified professional card for critical illnesses', async () => {
      await withCard()
      expect(codeOf(await control.criticalIllnesses())).toBe('PROFESSIONAL_CARD_ABSENT')
      await harness.insertProfessionalCard()
      expect(codeOf(await control.criticalIllnesses())).toBe('PROFESSIONAL_PIN_NEEDED')
      expect(codeOf(await control.verifyProfessionalPin('000000'))).toBe('PROFESSIONAL_PIN_WRONG')
      expect(codeOf(await control.criticalIllnesses())).toBe('PROFESSIONAL_PIN_NEEDED')
      expect(given(await control.verifyProfessionalPin(harness.pin))).toBeNull()
      expect(given(await control.status()).professionalCard).toBe('verified')
      expect(Array.isArray(given(await control.criticalIllnesses()))).toBe(true)
    })

    it('gives a serial that the card then knows', async () => {
      await withCard()
      const serial = given(await control.nextSerial(serialInput))
      expect(serial.visitSequenceNumber).toMatch(/^\d{4}$/)
      const [newest] = given(await control.cardVisits())
      expect(newest).toEqual({
        treatmentItem: '01',
        treatmentDateTime: serial.treatmentDateTime,
        hospitalId: serial.hospitalId,
        visitSequenceNumber: serial.visitSequenceNumber,
      })
      expect(given(await control.treatmentNumberOfCard(serial.treatmentDateTime))).toBe(serial.treatmentNumber)
    })

    it('a serial whose answer is lost is used up, and the card tells which it was', async () => {
      await withCard()
      await harness.loseNextSerial()
      expect(codeOf(await control.nextSerial(serialInput))).toBe('NHI_REPLY_LOST')
      const visits = given(await control.cardVisits())
      expect(visits).toHaveLength(1)
      const treatmentDateTime = visits[0]?.treatmentDateTime ?? ''
      expect(given(await control.treatmentNumberOfCard(treatmentDateTime))).toHaveLength(20)
    })

    it('a serial that could not be asked for is not used up', async () => {
      await withCard()
      await harness.cutServer(true)
      expect(codeOf(await control.nextSerial(serialInput))).toBe('NHI_UNREACHABLE')
      expect(codeOf(await control.probeServer())).toBe('NHI_UNREACHABLE')
      await harness.cutServer(false)
      expect(given(await control.probeServer()).dataCentre).toBeGreaterThanOrEqual(0)
      expect(given(await control.cardVisits())).toEqual([])
    })

    it('gives visits newest first, each with its own time and number', async () => {
      await withCard()
      const first = given(await control.nextSerial(serialInput))
      const second = given(await control.nextSerial(serialInput))
      expect(second.sameDay).toBe(true)
      expect(second.treatmentNumber).not.toBe(first.treatmentNumber)
      expect(given(await control.cardVisits()).map((visit) => visit.treatmentDateTime)).toEqual([
        second.treatmentDateTime,
        first.treatmentDateTime,
      ])
    })

    it('takes a serial back', async () => {
      await withCard()
      const { treatmentDateTime } = given(await control.nextSerial(serialInput))
      expect(given(await control.rollbackSerial(treatmentDateTime))).toBeNull()
      expect(given(await control.cardVisits())).toEqual([])
    })

    it('writes codes and fees once, however often it is asked', async () => {
      await withCard()
      const { treatmentDateTime } = given(await control.nextSerial(serialInput))
      expect(given(await control.writeTreatment(treatment(treatmentDateTime)))).toBeNull()
      expect(given(await control.writeTreatment(treatment(treatmentDateTime)))).toBeNull()
      expect(codeOf(await control.writeTreatment(treatment('1000101000000')))).toBe('NHI_REFUSED')
    })

    it('signs every order', async () => {
      await withCard()
      const { treatmentDateTime } = given(await control.nextSerial(serialInput))
      const signatures = given(await control.writePrescriptions(treatmentDateTime, orders))
      expect(signatures).toHaveLength(2)
      expect(new Set(signatures).size).toBe(2)
      for (const signature of signatures) expect(signature).toMatch(/^[0-9A-F]{40}$/i)
    })

    it('gives a treatment number without a card, and a signature of the SAM', async () => {
      const number = given(await control.treatmentNumberWithoutCard(harness.person.nationalId))
      expect(number.treatmentNumber).toHaveLength(20)
      expect(number.treatmentDateTime).toMatch(/^\d{13}$/)
      expect(given(await control.signWithSam('30')).signature).not.toBe('')
    })
  })
}
