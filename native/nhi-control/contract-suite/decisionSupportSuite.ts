import { expect, it } from 'vitest'
import { codeOf, given, needed, offersAll, type SuiteStage } from './harness.ts'

/** The NHI's own alerts about drugs. */
export const decisionSupportSuite = ({ way, harness, control, withCard, withProfessional }: SuiteStage): void => {
  if (!offersAll(way, 'decision-support', 'professional-card')) return

  it('tells the alerts about drugs to three cards, of which the patient’s is the one that is meant', async () => {
    await withCard()
    const { person } = harness()
    const ask = () => control().drugAlerts(['AC29812100'], person)
    expect(codeOf(await ask())).toBe('PROFESSIONAL_CARD_ABSENT')
    await needed(harness().insertProfessionalCard, 'insertProfessionalCard')()
    expect(codeOf(await ask())).toBe('PROFESSIONAL_PIN_NEEDED')
    await withProfessional()
    expect(Array.isArray(given(await ask()))).toBe(true)
    const stranger = { cardNumber: '000000000000', nationalId: 'A000000000' }
    expect(codeOf(await control().drugAlerts(['AC29812100'], stranger))).toBe('CARD_CHANGED')
    await harness().cutServer(true)
    expect(codeOf(await ask())).toBe('NHI_UNREACHABLE')
  })
}
