import { expect, it } from 'vitest'
import { codeOf, given, needed, offersAll, type SuiteStage } from './harness.ts'

/** The professional card: PIN, holder, logout, change and unlocking. */
export const professionalSuite = ({
  way,
  harness,
  control,
  withCard,
  withProfessional,
  give,
  passed,
}: SuiteStage): void => {
  if (!offersAll(way, 'professional-card')) return
  const pin = (): string => needed(harness().pin, 'pin')
  const insert = (): Promise<void> => needed(harness().insertProfessionalCard, 'insertProfessionalCard')()
  const verify = async (tried: string): Promise<string> =>
    codeOf(await control().verifyProfessionalPin(await give(tried)))

  it('needs the verified professional card for critical illnesses', async () => {
    await withCard()
    expect(codeOf(await control().criticalIllnesses())).toBe('PROFESSIONAL_CARD_ABSENT')
    await insert()
    expect(codeOf(await control().criticalIllnesses())).toBe('PROFESSIONAL_PIN_NEEDED')
    expect(await verify('000000')).toBe('PROFESSIONAL_PIN_WRONG')
    expect(codeOf(await control().criticalIllnesses())).toBe('PROFESSIONAL_PIN_NEEDED')
    expect(await verify(pin())).toBe('ok')
    expect(given(await control().status()).professionalCard).toBe('verified')
    expect(Array.isArray(given(await control().criticalIllnesses()))).toBe(true)
  })

  it('names its holder once the PIN was given, and only while the card is in', async () => {
    expect(codeOf(await control().professionalCardHolder())).toBe('PROFESSIONAL_CARD_ABSENT')
    await insert()
    expect(codeOf(await control().professionalCardHolder())).toBe('PROFESSIONAL_PIN_NEEDED')
    await withProfessional()
    expect(given(await control().professionalCardHolder()).nationalId).toMatch(/^[A-Z][0-9A-Z]\d{8}$/)
    await needed(harness().removeProfessionalCard, 'removeProfessionalCard')()
    expect(codeOf(await control().professionalCardHolder())).toBe('PROFESSIONAL_CARD_ABSENT')
    expect(await verify(pin())).toBe('PROFESSIONAL_CARD_ABSENT')
    expect(given(await control().logOutProfessionalCard())).toBeNull()
  })

  if (offersAll(way, 'professional-signature')) {
    it('signs for its holder, without the patient’s card, once the PIN was given', async () => {
      expect(codeOf(await control().signWithProfessionalCard('02'))).toBe('PROFESSIONAL_CARD_ABSENT')
      await insert()
      expect(codeOf(await control().signWithProfessionalCard('02'))).toBe('PROFESSIONAL_PIN_NEEDED')
      await withProfessional()
      const signed = given(await control().signWithProfessionalCard('02'))
      expect(signed.signature).not.toBe('')
      expect(signed.professional.cardNumber).not.toBe('')
      expect(signed.professional.nationalId).toBe(given(await control().professionalCardHolder()).nationalId)
    })
  }

  it('asks for the PIN again after logging out, and after the card was out', async () => {
    await withProfessional()
    expect(given(await control().logOutProfessionalCard())).toBeNull()
    expect(codeOf(await control().professionalCardHolder())).toBe('PROFESSIONAL_PIN_NEEDED')
    expect(given(await control().status()).professionalCard).not.toBe('verified')
    await withProfessional()
    await needed(harness().removeProfessionalCard, 'removeProfessionalCard')()
    await insert()
    expect(codeOf(await control().professionalCardHolder())).toBe('PROFESSIONAL_PIN_NEEDED')
  })

  it('is locked by wrong PINs, for the right one, too', async () => {
    await insert()
    const answers = [await verify('000000'), await verify('000000'), await verify('000000')]
    expect(answers[0]).toBe('PROFESSIONAL_PIN_WRONG')
    expect(answers[2]).toBe('PROFESSIONAL_PIN_LOCKED')
    expect(await verify(pin())).toBe('PROFESSIONAL_PIN_LOCKED')
  })

  if (!offersAll(way, 'professional-pin-change')) return
  const puk = (): string => needed(harness().puk, 'puk')

  it('takes a new PIN from whoever gave the old one', async () => {
    await insert()
    expect(codeOf(await control().changeProfessionalPin(await give('654321')))).toBe('PROFESSIONAL_PIN_NEEDED')
    await withProfessional()
    expect(codeOf(await control().changeProfessionalPin(await give('12')))).toBe('PIN_CHANGE_FAILED')
    expect(given(await control().changeProfessionalPin(await give('654321')))).toBeNull()
    given(await control().logOutProfessionalCard())
    expect(await verify(pin())).toBe('PROFESSIONAL_PIN_WRONG')
    expect(await verify('654321')).toBe('ok')
  })

  it('is unlocked by its PUK, with a new PIN', async () => {
    await insert()
    for (let tries = 0; tries < 3; tries += 1) await verify('000000')
    const unlock = async (tried: string): Promise<string> =>
      codeOf(await control().unlockProfessionalPin(await give(tried, '765432'), passed('765432')))
    expect(await unlock('00000000')).toBe('PROFESSIONAL_PIN_WRONG')
    expect(await unlock(puk())).toBe('ok')
    expect(await verify('765432')).toBe('ok')
  })
}
