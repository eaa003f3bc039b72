import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NhiWay } from '../../../native/nhi-control/port.ts'
import { lin, openTestDesk, type TestDesk } from '../testDesk.ts'
import { createSamKeeper } from './samKeeper.ts'
import { reopenSam, verifySam } from './verifySam.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const sam = () => desk.board.current().sam
const tries = () => desk.control.calls.filter((name) => name === 'open' || name === 'reopen').length
/** A round of the keeper after some time. */
const later = async (ms: number): Promise<void> => {
  desk.advance(ms)
  await desk.watch.round()
}

describe('the SAM heals itself', () => {
  it('is verified at the start of the day, with its time and the time of its renewal', async () => {
    expect(sam().state).toBe('unknown')
    await desk.watch.round()
    expect(sam()).toEqual({
      state: 'verified',
      verifiedAt: '2026-11-20T02:00:00.000Z',
      verifying: false,
      nextAt: '2026-11-20T09:00:00.000Z',
      error: null,
      awaitsPerson: false,
    })
  })

  it('is verified again when the control software has forgotten it, visibly', async () => {
    await desk.watch.round()
    desk.control.lapseSam()
    const release = desk.control.hold('open')
    const round = later(600_000)
    await expect.poll(() => sam()).toMatchObject({ state: 'lapsed', verifying: true })
    release()
    await round
    expect(sam()).toMatchObject({ state: 'verified', verifying: false, verifiedAt: '2026-11-20T02:10:00.000Z' })
  })

  it('is renewed before it lapses', async () => {
    await desk.watch.round()
    await later(6 * 3_600_000)
    expect(tries()).toBe(1)
    await later(3_600_000)
    expect(tries()).toBe(2)
    expect(sam().verifiedAt).toBe('2026-11-20T09:00:00.000Z')
  })

  it('backs off while the NHI cannot be reached, says why, and goes on at once when the line is back', async () => {
    desk.control.cutServer(true)
    await desk.watch.round()
    expect(sam()).toMatchObject({ state: 'not-verified', error: { code: 'NHI_UNREACHABLE' }, awaitsPerson: false })
    for (let second = 0; second < 300; second += 5) await later(5_000)
    expect(tries()).toBeLessThan(8)
    const before = tries()
    desk.control.cutServer(false)
    await desk.watch.changed('line')
    expect(tries()).toBe(before + 1)
    expect(sam()).toMatchObject({ state: 'verified', error: null })
  })

  it.each([
    ['SAM_CONSOLE_NOT_RUNNING', 9240],
    ['SAM_FILE_MISSING', 9200],
  ] as const)('%s is named, and goes away by itself once somebody has put it right', async (code, statusCode) => {
    desk.control.refuseNext('open', code, statusCode)
    await desk.watch.round()
    expect(sam()).toMatchObject({ error: { code, details: { statusCode } }, awaitsPerson: false })
    await later(29_000)
    expect(sam().error?.code).toBe(code)
    await later(1_000)
    expect(sam()).toMatchObject({ state: 'verified', error: null })
  })

  it('a file of another PC is not tried again for nothing, until a person asks for it', async () => {
    desk.control.refuseNext('open', 'SAM_FILE_ELSEWHERE', 9202)
    await desk.watch.round()
    for (let round = 0; round < 20; round += 1) await later(60_000)
    expect(tries()).toBe(1)
    expect(sam()).toMatchObject({ error: { code: 'SAM_FILE_ELSEWHERE' }, awaitsPerson: true, nextAt: null })
    expect(await verifySam(desk.watch, desk.board)).toMatchObject({ ok: true, value: { sam: { state: 'verified' } } })
  })

  it('is never shown as verified while the control software cannot be asked', async () => {
    await desk.watch.round()
    desk.control.refuseNext('status', 'CONTROL_ABSENT')
    await later(5_000)
    expect(sam()).toMatchObject({ state: 'unknown', verifiedAt: '2026-11-20T02:00:00.000Z' })
    expect(desk.board.current().controlSoftware.state).toBe('absent')
  })

  it('is opened by one try however many want it', async () => {
    const release = desk.control.hold('open')
    const opened = [desk.context.control.open(), desk.context.control.open(), desk.watch.round()]
    release()
    await Promise.all(opened)
    expect(tries()).toBe(1)
  })

  it('is only looked at where it is open, without a word on the bar', async () => {
    await desk.watch.round()
    const published = desk.published.length
    expect(await desk.context.control.open()).toMatchObject({ ok: true, value: { sam: 'verified' } })
    expect(tries()).toBe(1)
    expect(desk.published).toHaveLength(published)
    desk.control.lapseSam()
    expect(await desk.context.control.open()).toMatchObject({ ok: true, value: { sam: 'verified' } })
    expect(tries()).toBe(2)
  })

  it('starts anew when a person asks for it', async () => {
    await desk.watch.round()
    expect(await reopenSam(desk.watch, desk.board)).toMatchObject({ ok: true })
    expect(desk.control.calls).toContain('reopen')
  })
})

describe('a way in without a SAM', () => {
  it('is opened as asked for, and shows and renews nothing', async () => {
    const way: NhiWay = { ...desk.control.way, offers: new Set(['virtual-card']) }
    const keeper = createSamKeeper({
      control: { ...desk.control, way },
      now: desk.context.now,
      ask: () => desk.watch.ask(),
      isQuiet: () => true,
      onChange: () => undefined,
      onHealed: () => undefined,
    })
    expect(await keeper.verify('open')).toMatchObject({ ok: true })
    desk.advance(24 * 3_600_000)
    await keeper.step()
    expect(tries()).toBe(1)
    expect(keeper.view()).toMatchObject({ state: 'not-needed', nextAt: null, error: null })
  })
})

const serialInput = { treatmentItem: '01', babyTreatment: '', afterCheck: '1' } as const

describe('a lapsed SAM and a visit', () => {
  it('a call that is refused for it is made again by the way, once, and takes one serial', async () => {
    await desk.watch.round()
    await desk.insert(lin)
    desk.control.lapseSam()
    expect((await desk.context.control.nextSerial(serialInput, lin)).ok).toBe(true)
    expect(desk.control.visits).toHaveLength(1)
  })

  it('a refusal that the way could not mend is told at once, repeats nothing, and is mended in the next round', async () => {
    await desk.watch.round()
    await desk.insert(lin)
    const before = tries()
    desk.control.refuseNext('nextSerial', 'SAM_NOT_VERIFIED', 4050)
    const serial = await desk.context.control.nextSerial(serialInput, lin)
    expect(serial).toMatchObject({ ok: false, error: { code: 'SAM_NOT_VERIFIED', details: { statusCode: 4050 } } })
    expect(desk.control.calls.filter((name) => name === 'nextSerial')).toHaveLength(1)
    expect(tries()).toBe(before)
    expect(sam().state).toBe('lapsed')
    desk.pull()
    // The control software calls it verified all the time.
    await later(10_000)
    expect(sam().state).toBe('verified')
    expect(tries()).toBe(before + 1)
  })

  it('many refusals in a row verify it once a round, not once a call', async () => {
    await desk.watch.round()
    await desk.insert(lin)
    const before = tries()
    for (let call = 0; call < 20; call += 1) {
      desk.control.refuseNext('registeredPerson', 'SAM_NOT_VERIFIED', 4050)
      expect((await desk.context.control.registeredPerson()).ok).toBe(false)
    }
    await later(5_000)
    expect(tries()).toBeLessThanOrEqual(before + 1)
  })

  it('says precisely why where it cannot be healed', async () => {
    await desk.watch.round()
    await desk.insert(lin)
    desk.control.refuseNext('nextSerial', 'SAM_CONSOLE_NOT_RUNNING', 9240)
    const serial = await desk.context.control.nextSerial(serialInput, lin)
    expect(serial).toMatchObject({ ok: false, error: { code: 'SAM_CONSOLE_NOT_RUNNING' } })
    expect(desk.control.visits).toHaveLength(0)
    expect(sam()).toMatchObject({ state: 'lapsed', error: { code: 'SAM_CONSOLE_NOT_RUNNING' } })
  })

  it('a card that waited for it is authenticated as soon as it is healed', async () => {
    desk.control.refuseNext('open', 'SAM_CONSOLE_NOT_RUNNING', 9240)
    await desk.insert(lin)
    expect(desk.context.cards.current()?.session).toMatchObject({
      phase: 'identified',
      fault: { code: 'SAM_CONSOLE_NOT_RUNNING' },
      proposedException: 'A030',
    })
    await later(30_000)
    await desk.context.cards.settled()
    expect(desk.context.cards.current()?.session).toMatchObject({ phase: 'authenticated', proposedException: null })
  })
})
