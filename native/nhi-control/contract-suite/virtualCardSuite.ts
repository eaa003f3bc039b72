import { expect, it } from 'vitest'
import { codeOf, given, needed, offersAll, type SuiteStage, serialInput } from './harness.ts'

/** Virtual cards: read, presented, used once; and the remote visit whose token stands for one. */
export const virtualCardSuite = ({ way, harness, control, withCard }: SuiteStage): void => {
  if (!offersAll(way, 'virtual-card')) return
  const makeVirtualCard = (): Promise<string> => needed(harness().makeVirtualCard, 'makeVirtualCard')()

  it('tells the holder of a scanned card, which then stands for the patient', async () => {
    const token = await makeVirtualCard()
    expect(given(await control().readVirtualCard(token))).toMatchObject(harness().person)
    expect(given(await control().presentVirtualCard(token))).toBeNull()
    expect(given(await control().registeredPerson())).toMatchObject(harness().person)
    expect(given(await control().status()).patientCard).not.toBe('none')
    given(await control().logOutPatientCard())
    expect(codeOf(await control().registeredPerson())).toBe('CARD_ABSENT')
    expect(codeOf(await control().presentVirtualCard(token))).toBe('VIRTUAL_CARD_USED')
  })

  it('knows no card behind any other text', async () => {
    expect(codeOf(await control().readVirtualCard('https://example.invalid/menu'))).toBe('VIRTUAL_CARD_UNKNOWN')
    expect(codeOf(await control().presentVirtualCard('nothing'))).toBe('VIRTUAL_CARD_UNKNOWN')
  })

  it('gives one serial for a scanned card, with a letter, and takes it back', async () => {
    given(await control().presentVirtualCard(await makeVirtualCard()))
    const serial = given(await control().nextSerial(serialInput, harness().person))
    expect(serial.visitSequenceNumber).toMatch(/^[VWM]\d{3}$/)
    expect(codeOf(await control().nextSerial(serialInput, harness().person))).toBe('VIRTUAL_CARD_VISIT_USED')
    expect(given(await control().rollbackSerial(serial.treatmentDateTime, harness().person))).toBeNull()
  })

  it('goes by the clock of the NHI: five minutes for a code, an hour for the card', async (context) => {
    const { passTime } = harness()
    if (passTime === undefined) return context.skip('these surroundings have no clock to move')
    const [good, late] = [await makeVirtualCard(), await makeVirtualCard()]
    await passTime(299_000)
    given(await control().presentVirtualCard(good))
    await passTime(302_000)
    expect(codeOf(await control().readVirtualCard(late))).toBe('VIRTUAL_CARD_EXPIRED')
    if (!offersAll(way, 'physical-card')) return // The other code has taken the first one's card away.
    given(await control().registeredPerson())
    await passTime(299_000 + 3_630_000)
    expect(codeOf(await control().registeredPerson())).toBe('VIRTUAL_CARD_LAPSED')
  })

  if (offersAll(way, 'physical-card')) {
    it('is not mistaken for the card in the reader', async () => {
      await withCard()
      const physical = given(await control().nextSerial(serialInput, harness().person))
      expect(physical.visitSequenceNumber).toMatch(/^\d{4}$/)
      given(await control().presentVirtualCard(await makeVirtualCard()))
      expect(codeOf(await control().updateCard(harness().person))).toBe('PHYSICAL_CARD_ONLY')
      given(await control().logOutPatientCard())
      expect(given(await control().nextSerial(serialInput, harness().person)).visitSequenceNumber).toMatch(/^\d{4}$/)
    })
  }

  if (!offersAll(way, 'remote-visit')) return
  const decide = (accessToken: string, agrees: boolean): Promise<void> =>
    needed(harness().decideRemoteVisit, 'decideRemoteVisit')(accessToken, agrees)

  it('waits for the patient of a remote visit, and then has the card', async () => {
    const { accessToken } = given(await control().requestRemoteVisit(harness().person.nationalId))
    expect(given(await control().remoteVisitToken(accessToken))).toEqual({ token: null })
    await decide(accessToken, true)
    const { token } = given(await control().remoteVisitToken(accessToken))
    expect(token).not.toBeNull()
    given(await control().presentVirtualCard(token ?? ''))
    expect(given(await control().registeredPerson())).toMatchObject(harness().person)
  })

  it('takes the patient’s no for a no', async () => {
    const { accessToken } = given(await control().requestRemoteVisit(harness().person.nationalId))
    await decide(accessToken, false)
    expect(codeOf(await control().remoteVisitToken(accessToken))).toBe('VIRTUAL_CARD_DECLINED')
    expect(codeOf(await control().remoteVisitToken('no such request'))).toBe('VIRTUAL_CARD_TOKEN_MISSING')
  })
}
