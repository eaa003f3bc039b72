import { expect, it } from 'vitest'
import { codeOf, given, needed, offersAll, type SuiteStage } from './harness.ts'

/** Who the patient is: identity, validity, refresh, the card's own PIN, and what else is on the card. */
export const patientSuite = ({ way, harness, control, withCard, withProfessional, give }: SuiteStage): void => {
  it('knows the patient by the card, and nobody without one', async () => {
    expect(codeOf(await control().registeredPerson())).toBe('CARD_ABSENT')
    await withCard()
    expect(given(await control().registeredPerson())).toMatchObject(harness().person)
    await harness().removeCard()
    expect(codeOf(await control().registeredPerson())).toBe('CARD_ABSENT')
  })

  it('tells how long the card is valid, as with the person', async () => {
    await withCard()
    const { validUntil, remainingCount } = given(await control().registeredPerson())
    expect(given(await control().cardValidity())).toEqual({ validUntil, remainingCount })
  })

  it('answers everything that is asked at once, each with its own', async () => {
    await withCard()
    const [person, again, validity] = await Promise.all([
      control().registeredPerson(),
      control().registeredPerson(),
      control().cardValidity(),
    ])
    expect(given(person)).toMatchObject(harness().person)
    expect(given(again)).toEqual(given(person))
    expect(given(validity).validUntil).toBe(given(person).validUntil)
  })

  it('whatever is asked about a card that is logged out meanwhile ends, and the next question is answered', async () => {
    await withCard()
    const asked = control().registeredPerson()
    given(await control().logOutPatientCard())
    expect(['ok', 'CARD_REMOVED', 'CARD_ABSENT']).toContain(codeOf(await asked))
    await withCard()
    expect(given(await control().registeredPerson())).toMatchObject(harness().person)
  })

  if (offersAll(way, 'physical-card')) {
    it('refreshes an expired card by itself', async () => {
      const { cardNumber } = await needed(harness().insertExpiredCard, 'insertExpiredCard')()
      given(await control().logOutPatientCard())
      expect(given(await control().registeredPerson()).cardNumber).toBe(cardNumber)
    })

    it('refreshes a card on demand only where the NHI lets it', async () => {
      await withCard()
      const updated = await control().updateCard(harness().person)
      if (!updated.ok) expect(updated.error).toMatchObject({ details: { statusCode: 9081 } })
      expect(given(await control().registeredPerson())).toMatchObject(harness().person)
    })
  }

  if (offersAll(way, 'patient-pin')) {
    it('has no PIN to ask for, until the patient sets one', async () => {
      await withCard()
      expect(given(await control().verifyPatientPin(await give('1234')))).toBeNull()
      expect(given(await control().disablePatientPin())).toBeNull()
      expect(codeOf(await control().changePatientPin(await give('1')))).toBe('PIN_CHANGE_FAILED')
      expect(given(await control().changePatientPin(await give('1234')))).toBeNull()
      given(await control().logOutPatientCard())
      expect(codeOf(await control().registeredPerson())).toBe('PATIENT_PIN_NEEDED')
      expect(codeOf(await control().disablePatientPin())).toBe('PATIENT_PIN_NEEDED')
      expect(codeOf(await control().verifyPatientPin(await give('4321')))).toBe('PATIENT_PIN_WRONG')
      expect(given(await control().verifyPatientPin(await give('1234')))).toBeNull()
      expect(given(await control().registeredPerson())).toMatchObject(harness().person)
      expect(given(await control().disablePatientPin())).toBeNull()
      given(await control().logOutPatientCard())
      expect(given(await control().registeredPerson())).toMatchObject(harness().person)
    })
  }

  if (offersAll(way, 'emergency-phone')) {
    it('tells the emergency telephone number', async () => {
      await withCard()
      expect(given(await control().emergencyPhone())).toBe(needed(harness().emergencyPhone, 'emergencyPhone'))
    })
  }

  if (offersAll(way, 'cumulative')) {
    it('tells the yearly counters, newest year first', async () => {
      await withCard()
      const years = given(await control().cumulativeData()).map(({ year }) => year)
      expect(years).toEqual(years.toSorted((one, other) => other - one))
      for (const year of years) expect(year).toBeGreaterThan(1995)
    })
  }

  if (offersAll(way, 'signatures')) {
    it('signs with the SAM alone, with two cards and with three', async () => {
      expect(given(await control().signWithSam('30')).signature).not.toBe('')
      expect(codeOf(await control().signWithCards('two', '01'))).toBe('CARD_ABSENT')
      await withCard()
      const { cardNumber, nationalId } = harness().person
      expect(given(await control().signWithCards('two', '01'))).toMatchObject({
        cardNumber,
        nationalId,
        professional: null,
      })
      if (!offersAll(way, 'professional-card')) return
      expect(codeOf(await control().signWithCards('three', '91'))).toBe('PROFESSIONAL_CARD_ABSENT')
      await withProfessional()
      const three = given(await control().signWithCards('three', '91'))
      expect(three).toMatchObject({ cardNumber, nationalId })
      expect(three.professional?.nationalId).toBe(given(await control().professionalCardHolder()).nationalId)
    })
  }
}
