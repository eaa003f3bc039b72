import { expect, it } from 'vitest'
import { codeOf, given, offersAll, type SuiteStage, serialInput } from './harness.ts'

const dayMs = 86_400_000

/** Serials: given once, found again, taken back, and never twice. */
export const serialSuite = ({ way, harness, control, withCard }: SuiteStage): void => {
  const isVirtualOnly = !offersAll(way, 'physical-card')
  const hasHistory = offersAll(way, 'visit-history')

  it('gives a serial with its identifier', async () => {
    await withCard()
    const serial = given(await control().nextSerial(serialInput, harness().person))
    expect(serial.visitSequenceNumber).toMatch(isVirtualOnly ? /^[VWM]\d{3}$/ : /^\d{4}$/)
    expect(serial.treatmentDateTime).toMatch(/^\d{13}$/)
    expect(serial.treatmentNumber).toHaveLength(20)
    expect(serial.hospitalId).toMatch(/^[0-9A-Z]{10}$/)
    expect(serial.securitySignature).not.toBe('')
    expect(serial.sameDay).toBe(false)
    if (!hasHistory) return
    const [newest] = given(await control().cardVisits())
    expect(newest).toEqual({
      treatmentItem: '01',
      treatmentDateTime: serial.treatmentDateTime,
      hospitalId: serial.hospitalId,
      visitSequenceNumber: serial.visitSequenceNumber,
    })
    expect(given(await control().treatmentNumberOfCard(serial.treatmentDateTime))).toBe(serial.treatmentNumber)
  })

  it('a serial without a patient is not given', async () => {
    expect(codeOf(await control().nextSerial(serialInput, harness().person))).toBe('CARD_ABSENT')
  })

  it('a serial whose answer is lost says so, and is found on the card', async () => {
    await withCard()
    await harness().loseNextSerial()
    expect(codeOf(await control().nextSerial(serialInput, harness().person))).toBe('NHI_REPLY_LOST')
    if (!hasHistory) return
    const visits = given(await control().cardVisits())
    expect(visits).toHaveLength(1)
    const treatmentDateTime = visits[0]?.treatmentDateTime ?? ''
    expect(given(await control().treatmentNumberOfCard(treatmentDateTime))).toHaveLength(20)
  })

  it.each([4000, 9003, 9213, 5007, 5174, 3204])(
    'a serial that is given and answered with %d is a lost one',
    async (code) => {
      await withCard()
      await harness().misanswerNextSerial(code)
      const answer = await control().nextSerial(serialInput, harness().person)
      expect(answer).toMatchObject({ error: { code: 'NHI_REPLY_LOST', details: { statusCode: code } } })
      if (hasHistory) expect(given(await control().cardVisits())).toHaveLength(1)
    },
  )

  it('a serial that could not be asked for is not used up', async () => {
    await withCard()
    await harness().cutServer(true)
    expect(codeOf(await control().nextSerial(serialInput, harness().person))).toBe('NHI_UNREACHABLE')
    if (offersAll(way, 'server-probe')) expect(codeOf(await control().probeServer())).toBe('NHI_UNREACHABLE')
    await harness().cutServer(false)
    if (offersAll(way, 'server-probe')) {
      expect(given(await control().probeServer()).dataCentre).toBeGreaterThanOrEqual(0)
    }
    if (hasHistory) expect(given(await control().cardVisits())).toEqual([])
    expect(given(await control().nextSerial(serialInput, harness().person)).sameDay).toBe(false)
  })

  it('takes a serial back, and says done when it had been taken back before', async () => {
    await withCard()
    const { treatmentDateTime } = given(await control().nextSerial(serialInput, harness().person))
    expect(given(await control().rollbackSerial(treatmentDateTime, harness().person))).toBeNull()
    if (hasHistory) expect(given(await control().cardVisits())).toEqual([])
    expect(given(await control().rollbackSerial(treatmentDateTime, harness().person))).toBeNull()
  })

  it('does not take back what never was', async () => {
    await withCard()
    const answer = await control().rollbackSerial('1150101000000', harness().person)
    expect(['NHI_REFUSED', 'CONTROL_REFUSED', 'ROLLBACK_TOO_LATE']).toContain(codeOf(answer))
  })

  if (!isVirtualOnly) {
    it('does not take back a visit that counts none', async () => {
      await withCard()
      const { treatmentDateTime } = given(
        await control().nextSerial({ ...serialInput, treatmentItem: 'AC' }, harness().person),
      )
      expect(['NHI_REFUSED', 'CONTROL_REFUSED']).toContain(
        codeOf(await control().rollbackSerial(treatmentDateTime, harness().person)),
      )
    })

    it('gives visits newest first, each with its own time and number', async () => {
      await withCard()
      const first = given(await control().nextSerial(serialInput, harness().person))
      const second = given(await control().nextSerial(serialInput, harness().person))
      expect(second.sameDay).toBe(true)
      expect(second.treatmentNumber).not.toBe(first.treatmentNumber)
      if (!hasHistory) return
      expect(given(await control().cardVisits()).map((visit) => visit.treatmentDateTime)).toEqual([
        second.treatmentDateTime,
        first.treatmentDateTime,
      ])
    })

    it('gives as many serials as are asked for at once, none of them twice', async () => {
      await withCard()
      const answers = await Promise.all([
        control().nextSerial(serialInput, harness().person),
        control().nextSerial(serialInput, harness().person),
      ])
      const numbers = answers.map((answer) => given(answer).visitSequenceNumber)
      expect(new Set(numbers).size).toBe(2)
      expect(numbers).toEqual(numbers.toSorted())
    })
  }

  // The hour of a virtual card is over long before the day is.
  if (offersAll(way, 'physical-card')) {
    it('takes nothing back after a day', async (context) => {
      await withCard()
      const { treatmentDateTime } = given(await control().nextSerial(serialInput, harness().person))
      const { passTime } = harness()
      if (passTime === undefined) return context.skip('these surroundings have no clock to move')
      await passTime(dayMs + 60_000)
      expect(codeOf(await control().rollbackSerial(treatmentDateTime, harness().person))).toBe('ROLLBACK_TOO_LATE')
    })
  }

  if (offersAll(way, 'cardless-number')) {
    it('gives a treatment number without a card', async () => {
      const number = given(await control().treatmentNumberWithoutCard(harness().person.nationalId))
      expect(number.treatmentNumber).toHaveLength(20)
      expect(number.treatmentDateTime).toMatch(/^\d{13}$/)
    })
  }
}
