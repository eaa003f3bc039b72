import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fail, ok } from '../../preload/contract/result.ts'
import { type Clock, createClock } from '../platform/clock.ts'
import { verifyProfessionalPin } from '../usecases/desk/professionalPin.ts'
import { createReaderDesk } from '../usecases/desk/readerDesk.ts'
import { openTestDesk, professionalPin, type TestDesk } from '../usecases/testDesk.ts'
import { keepStatus, type StatusKeeper } from './keepStatus.ts'

const professionalReader = 'NHI Reader Professional 01 00'
/** Nobody reads it: a professional card has no public profile. */
const card = fail('CARD_FOREIGN')

let desk: TestDesk
let keeper: StatusKeeper
let clock: Clock
beforeEach(async () => {
  desk = await openTestDesk()
  desk.reader.plug(professionalReader)
  clock = createClock({ wall: desk.context.now })
  keeper = keepStatus({
    board: desk.board,
    reader: desk.reader,
    readerDesk: createReaderDesk({
      reader: desk.reader,
      remembered: { patient: 'NHI Reader Patient', professional: 'NHI Reader Professional' },
      remember: async () => ok(null),
    }),
    watch: desk.watch,
    store: desk.context.store,
    clock,
  })
})
afterEach(async () => {
  keeper.stop()
  await desk.dispose()
})

const professional = () => desk.board.current().professionalCard.state

it('shows the servers’ time as soon as one has put the clock right', () => {
  clock.learn({ offsetMs: 90_000_000, roundTripMs: 0, source: 'sync-worker' })
  expect(desk.board.current().clock.offsetMs).toBe(90_000_000)
})

describe('the professional’s reader', () => {
  it('locks at the very event of the card’s removal, whatever the control software still says', async () => {
    desk.reader.insert(professionalReader, card)
    expect(await verifyProfessionalPin(desk.watch, desk.board, professionalPin)).toMatchObject({ ok: true })
    expect(professional()).toBe('verified')
    desk.reader.remove(professionalReader)
    expect(professional()).toBe('removed')
    // It has not noticed yet, and is asked.
    await desk.watch.ask()
    expect(professional()).toBe('removed')
    desk.control.removeProfessionalCard()
    desk.control.insertProfessionalCard(professionalPin)
    desk.advance(1_000)
    desk.reader.insert(professionalReader, card)
    await expect.poll(professional).toBe('pin-pending')
    await verifyProfessionalPin(desk.watch, desk.board, professionalPin)
    expect(professional()).toBe('verified')
  })

  it('locks when the reader is unplugged with the card in it', async () => {
    desk.reader.insert(professionalReader, card)
    await verifyProfessionalPin(desk.watch, desk.board, professionalPin)
    desk.reader.unplug(professionalReader)
    expect(professional()).toBe('removed')
  })

  it('the patient’s reader locks nothing', async () => {
    await verifyProfessionalPin(desk.watch, desk.board, professionalPin)
    desk.reader.insert('NHI Reader Patient 00 00', card)
    desk.reader.remove('NHI Reader Patient 00 00')
    expect(professional()).toBe('verified')
  })
})

describe('a control software that does not answer', () => {
  it('has one question waiting at most, however much happens meanwhile; what happened is asked about afterwards', async () => {
    keeper.stop()
    const rounds: (() => void)[] = []
    keeper = keepStatus({
      board: desk.board,
      reader: desk.reader,
      readerDesk: createReaderDesk({ reader: desk.reader, remembered: null, remember: async () => ok(null) }),
      watch: { ...desk.watch, round: () => new Promise((resolve) => rounds.push(resolve)) },
      store: desk.context.store,
      clock: createClock({ wall: desk.context.now }),
    })
    for (let times = 0; times < 5; times += 1) {
      desk.reader.insert(professionalReader, card)
      desk.reader.remove(professionalReader)
    }
    expect(rounds).toHaveLength(1)
    rounds[0]?.()
    await expect.poll(() => rounds.length).toBe(2)
    rounds[1]?.()
    // All that happened before the second question began is answered by it, but for the control software's own delay.
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(rounds).toHaveLength(2)
  })

  it('is not asked about the patient’s card while that is being read, but a moment later', async () => {
    keeper.stop()
    let asked = 0
    keeper = keepStatus({
      board: desk.board,
      reader: desk.reader,
      readerDesk: createReaderDesk({
        reader: desk.reader,
        remembered: { patient: 'NHI Reader Patient', professional: 'NHI Reader Professional' },
        remember: async () => ok(null),
      }),
      watch: {
        ...desk.watch,
        round: async () => {
          asked += 1
        },
      },
      store: desk.context.store,
      clock: createClock({ wall: desk.context.now }),
    })
    desk.reader.insert('NHI Reader Patient 00 00', card)
    expect(asked).toBe(0)
    await expect.poll(() => asked, { timeout: 5_000 }).toBe(1)
    desk.reader.insert(professionalReader, card)
    expect(asked).toBe(2)
  })

  it('is asked again when it has answered', async () => {
    keeper.stop()
    let asked = 0
    keeper = keepStatus({
      board: desk.board,
      reader: desk.reader,
      readerDesk: createReaderDesk({ reader: desk.reader, remembered: null, remember: async () => ok(null) }),
      watch: {
        ...desk.watch,
        round: async () => {
          asked += 1
        },
      },
      store: desk.context.store,
      clock: createClock({ wall: desk.context.now }),
    })
    desk.reader.insert(professionalReader, card)
    await expect.poll(() => asked).toBeGreaterThan(0)
    await new Promise((resolve) => setTimeout(resolve, 50))
    const before = asked
    desk.reader.remove(professionalReader)
    await expect.poll(() => asked).toBeGreaterThan(before)
  })
})

describe('the outbox', () => {
  it('keeps saying that this way in hands nothing in, however often it is counted', async () => {
    const { outbox } = desk.board.current()
    desk.board.change({ outbox: { ...outbox, nhiOffered: false } })
    keeper.outboxRunning(true)
    await keeper.countOutbox()
    expect(desk.board.current().outbox).toMatchObject({ running: true, nhiOffered: false })
  })
})

describe('the line to the NHI', () => {
  const links = (nhi: 'up' | 'down') => keeper.links({ nhi, nhiDataCentre: 0, cloud: 'up', cloudDataCentre: 0 })

  it('brings the SAM back at once when it is there again', async () => {
    desk.control.cutServer(true)
    links('down')
    await desk.watch.round()
    for (let round = 0; round < 10; round += 1) {
      desk.advance(60_000)
      await desk.watch.round()
    }
    expect(desk.board.current().sam).toMatchObject({ state: 'not-verified', error: { code: 'NHI_UNREACHABLE' } })
    desk.control.cutServer(false)
    desk.advance(6_000)
    links('up')
    await expect.poll(() => desk.board.current().sam.state).toBe('verified')
  })
})
