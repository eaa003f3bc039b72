import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fail } from '../../../preload/contract/result.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { lin, openTestDesk, professionalPin, readerName, type TestDesk, wu } from '../testDesk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const session = () => desk.context.cards.current()?.session ?? null

describe('the card of the desk', () => {
  it('names its holder before it is authenticated, and then authenticates it with two cards', async () => {
    const release = desk.control.hold('registeredPerson')
    const inserting = desk.insert(lin)
    await expect.poll(() => session()?.holder?.name).toBe('林示安')
    expect(session()?.phase).toBe('authenticating')
    release()
    await inserting
    expect(session()).toMatchObject({
      phase: 'authenticated',
      insurance: { insuredMark: '3', threeCards: false },
      fault: { code: 'PROFESSIONAL_PIN_NEEDED' },
    })
  })

  it('takes the verified professional card into the authentication', async () => {
    await desk.context.control.verifyProfessionalPin(professionalPin)
    await desk.insert(lin)
    expect(session()).toMatchObject({ phase: 'authenticated', insurance: { threeCards: true }, fault: null })
  })

  it.each([
    ['CARD_FOREIGN', null],
    ['CARD_DATA_INVALID', 'B000'],
    ['CARD_UNREADABLE', 'B000'],
  ] as const)('shows %s as a fault, with nobody on the screen', async (code, exception) => {
    desk.reader.insert(readerName, fail(code))
    await desk.context.cards.settled()
    expect(session()).toMatchObject({
      phase: 'fault',
      holder: null,
      fault: { code },
      proposedException: exception,
    })
  })

  it('reads again by itself once the smart-card service is back', async () => {
    desk.reader.insert(readerName, fail('READER_SERVICE_DOWN', { retryable: true }))
    await desk.context.cards.settled()
    expect(session()).toMatchObject({ phase: 'fault', fault: { code: 'READER_SERVICE_DOWN' } })
    const readsBefore = desk.published.length
    desk.reader.setService('down')
    desk.reader.setService('up')
    await desk.context.cards.settled()
    expect(desk.published.length).toBeGreaterThan(readsBefore)
  })

  it('is the one in the reader that is the patient’s now', async () => {
    await desk.insert(lin)
    desk.reader.insert('Other Reader 01 00', wu)
    expect(session()?.holder?.name).toBe('林示安')
    desk.assignPatientReader('Other Reader 01 00')
    await desk.context.cards.settled()
    expect(session()?.holder?.name).toBe('吳範例')
    desk.reader.plug('Empty Reader 02 00')
    desk.assignPatientReader('Empty Reader 02 00')
    expect(session()).toBeNull()
    desk.assignPatientReader('No such reader')
    desk.assignPatientReader(readerName)
    await desk.context.cards.settled()
    expect(session()?.holder?.name).toBe('林示安')
  })

  it('stays with the name when the NHI cannot be reached, and proposes the network exception', async () => {
    desk.control.cutServer(true)
    await desk.insert(lin)
    expect(session()).toMatchObject({
      phase: 'identified',
      holder: { name: '林示安' },
      fault: { code: 'NHI_UNREACHABLE' },
      proposedException: 'A020',
    })
  })

  it('stops when the authenticated identity is another one', async () => {
    desk.control.insertCard({
      person: { ...wu, insuredMark: '3', validUntil: null, remainingCount: 6, cancelled: false },
    })
    desk.reader.insert(readerName, lin)
    await desk.context.cards.settled()
    expect(session()).toMatchObject({ phase: 'fault', fault: { code: 'CARD_NOT_AS_REGISTERED' } })
  })

  it('says at once that a card is cancelled, and takes no serial with it', async () => {
    desk.control.insertCard({
      person: { ...lin, insuredMark: '3', validUntil: null, remainingCount: 6, cancelled: true },
    })
    desk.reader.insert(readerName, lin)
    await desk.context.cards.settled()
    expect(session()).toMatchObject({
      phase: 'identified',
      holder: { name: '林示安' },
      fault: { code: 'NHI_CARD_CANCELLED' },
      proposedException: null,
    })
    expect(await registerVisit(desk.context, desk.registration())).toMatchObject({
      error: { code: 'NHI_CARD_CANCELLED' },
    })
    expect(desk.control.calls).not.toContain('nextSerial')
  })

  it('drops what still comes for a card that was pulled', async () => {
    const release = desk.control.hold('registeredPerson')
    const inserting = desk.insert(lin)
    await expect.poll(() => session()?.phase).toBe('authenticating')
    desk.pull()
    release()
    await inserting
    expect(session()).toBeNull()
    expect(desk.published.at(-1)).toEqual({ name: 'card:changed', payload: null })
  })

  it('says that a card was pulled while it was read, until the next one comes', async () => {
    desk.reader.holdReadings()
    desk.reader.insert(readerName, lin)
    desk.reader.remove(readerName)
    desk.reader.answerReadings()
    await desk.context.cards.settled()
    expect(session()).toMatchObject({ phase: 'fault', fault: { code: 'CARD_REMOVED' }, holder: null })
    await desk.insert(wu)
    expect(session()?.holder?.name).toBe('吳範例')
  })

  it('forgets a torn card once somebody reads again and nothing is there', async () => {
    desk.reader.holdReadings()
    desk.reader.insert(readerName, lin)
    desk.reader.remove(readerName)
    desk.reader.answerReadings()
    await desk.context.cards.settled()
    expect(await desk.context.cards.readAgain()).toBeNull()
    expect(desk.published.at(-1)).toEqual({ name: 'card:changed', payload: null })
  })

  it('never gives one card the answer of another', async () => {
    const release = desk.control.hold('registeredPerson')
    const first = desk.insert(lin)
    await expect.poll(() => session()?.phase).toBe('authenticating')
    desk.pull()
    const second = desk.insert(wu)
    release()
    await Promise.all([first, second])
    expect(session()?.holder?.name).toBe('吳範例')
    expect(desk.context.cards.current()?.person?.nationalId ?? wu.nationalId).toBe(wu.nationalId)
  })

  it('notices another card at the moment of a write', async () => {
    await desk.insert(lin)
    expect(await desk.context.cards.confirm(wu)).toMatchObject({ ok: false, error: { code: 'CARD_CHANGED' } })
    expect(await desk.context.cards.confirm(lin)).toMatchObject({ ok: true })
    desk.pull()
    expect(await desk.context.cards.confirm(lin)).toMatchObject({ ok: false, error: { code: 'CARD_ABSENT' } })
  })
})
