import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AppError } from '../../../preload/contract/result.ts'
import { fail } from '../../../preload/contract/result.ts'
import { findByNationalId } from '../../store/patient/patientRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { instantOf } from '../context.ts'
import { lin, openTestDesk, readerName, type TestDesk, wu } from '../testDesk.ts'
import { registerVisit } from './registerVisit.ts'
import { registrationException } from './registrationException.ts'
import { registrationOptions } from './registrationOptions.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.insert(lin)
})
afterEach(() => desk.dispose())

const who = () => ({
  cardSessionId: desk.context.cards.current()?.session.sessionId ?? null,
  patientId: null,
  attendance: 'on-site' as const,
})
/** The error of a registration, as the front desk hands it back. */
const failed = async (context = desk.context): Promise<AppError> => {
  const answer = await registerVisit(context, desk.registration())
  if (answer.ok) throw new Error('registered')
  return answer.error
}
const proposed = async (error: AppError | null) =>
  okValue(await registrationException(desk.context, { ...who(), error })).proposed
const offered = async () =>
  okValue(await registrationOptions(desk.context, who())).exceptionCodes.map(({ code }) => code)

describe('a card that is another’s', () => {
  /** In the reader lies a card that says lin, and the NHI says wu. */
  const insertStranger = async (): Promise<void> => {
    desk.pull()
    desk.lay(wu)
    desk.reader.insert(readerName, { ...lin, name: '別人', birthDate: '1984-03-16' })
    await desk.context.cards.settled()
  }

  it('registers nobody, not as an exception either, offers no code, and changes no chart', async () => {
    okValue(await registerVisit(desk.context, desk.registration()))
    const before = await findByNationalId(desk.context.store.db, lin.nationalId)
    await insertStranger()
    expect((await failed()).code).toBe('CARD_NOT_AS_REGISTERED')
    const asException = await registerVisit(desk.context, desk.registration({ exceptionCode: 'B000' }))
    expect(asException).toMatchObject({ error: { code: 'CARD_NOT_AS_REGISTERED', details: { field: 'cardNumber' } } })
    expect(await offered()).toEqual([])
    expect(await proposed(await failed())).toBeNull()
    expect(await findByNationalId(desk.context.store.db, lin.nationalId)).toEqual(before)
  })

  it('gives the codes back when it is out', async () => {
    await insertStranger()
    desk.pull()
    await desk.insert(wu)
    expect(await offered()).toContain('B000')
  })

  it('is so for a virtual card, too', async () => {
    const before = desk.context.cards.current()?.profile ?? null
    if (before === null) throw new Error('no card')
    const at = instantOf(desk.context.now())
    const scanned = { scannedAt: at, qrUntil: at, usableUntil: at, lapsed: false, delegate: null, photo: null } as const
    const other = fail('VIRTUAL_CARD_MISMATCH').error
    await desk.context.cards.takeVirtual(before, { ...scanned, source: 'camera' }, other)
    const asException = await registerVisit(desk.context, desk.registration({ exceptionCode: 'B000' }))
    expect(asException).toMatchObject({ error: { code: 'VIRTUAL_CARD_MISMATCH' } })
    expect(await offered()).toEqual([])
  })
})

describe('a registration that failed at its serial', () => {
  it.each([
    ['NHI_REFUSED', 9012, 'Z000'],
    ['NHI_REFUSED', 9004, 'E000'],
    ['NHI_UNREACHABLE', null, 'A020'],
    ['SAM_FILE_ELSEWHERE', 9202, 'A030'],
    ['CONTROL_ABSENT', null, 'A000'],
    ['READER_TIMEOUT', 4000, 'A010'],
    ['NHI_REFUSED', 9084, null],
  ] as const)('%s %s proposes %s of the left column', async (code, statusCode, exceptionCode) => {
    desk.control.refuseNext('nextSerial', code, ...(statusCode === null ? [] : [statusCode]))
    expect(await proposed(await failed())).toBe(exceptionCode)
    const codes = await offered()
    expect(codes).toContain('A020')
    expect(codes).not.toContain('A021')
  })

  it('may have taken it: the right column, in the proposal and in the form', async () => {
    desk.control.loseNextReply('nextSerial')
    desk.control.refuseNext('cardVisits', 'NHI_UNREACHABLE')
    const error = await failed()
    expect(error.code).toBe('SERIAL_UNRESOLVED')
    expect(await proposed(error)).toBe('A021')
    const codes = await offered()
    expect(codes).toContain('A021')
    expect(codes).not.toContain('A020')
    const visit = okValue(await registerVisit(desk.context, desk.registration({ exceptionCode: 'A021' })))
    expect(visit).toMatchObject({ exceptionCode: 'A021', visitSequenceNumber: null })
  })

  it('has taken it and lost the card: what else fails is of the right column', async () => {
    const { store } = desk.context
    let writes = 0
    const write: typeof store.write = async (work) => {
      writes += 1
      // Patient, intent and serial are kept; then the disk is full.
      return writes > 3 ? fail('STORE_FULL') : store.write(work)
    }
    expect((await failed({ ...desk.context, store: { ...store, write } })).code).toBe('STORE_FULL')
    expect(desk.control.visits).toHaveLength(1)
    expect(await proposed(fail('CARD_UNREADABLE').error)).toBe('B001')
    expect(await proposed(fail('STORE_FULL').error)).toBeNull()
  })

  it('is nobody else’s: another person has the left column, and the day after everybody', async () => {
    desk.control.loseNextReply('nextSerial')
    desk.control.refuseNext('cardVisits', 'NHI_UNREACHABLE')
    const error = await failed()
    desk.advance(24 * 3_600_000)
    expect(await proposed(error)).toBe('A020')
    desk.pull()
    await desk.insert(wu)
    expect(await proposed(error)).toBe('A020')
    expect(await proposed(null)).toBeNull()
  })
})
