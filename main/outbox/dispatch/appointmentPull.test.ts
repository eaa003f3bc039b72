import { expect, it } from 'vitest'
import type { DataCentres } from '../../../native/network/dataCentreOptions.ts'
import { ok } from '../../../preload/contract/result.ts'
import type { CloudPull, CloudWord } from '../../store/appointments/cloudAppointmentRepository.ts'
import { type AppointmentInbox, createPuller, pullAppointments, wordOf } from './appointmentPull.ts'

const now = Date.parse('2026-11-26T10:00:00+08:00')
const entry = { appointmentId: 'c-1', at: '2026-11-26T14:00:00+08:00', nationalId: 'A123456789', name: '林示安' }

const boxWith = (state: CloudPull) => {
  const words: CloudWord[] = []
  const failures: string[] = []
  let current = state
  const inbox: AppointmentInbox = {
    state: async () => current,
    keep: async (news, pulledAt) => {
      words.push(...news)
      current = { pulledAt, failure: null }
      return ok(news.length)
    },
    keepFailure: async (failure) => {
      failures.push(failure)
      current = { ...current, failure }
      return ok(undefined)
    },
  }
  return { inbox, words, failures, state: () => current }
}

type Wire = (path: string) => { readonly status: number; readonly body: unknown }

/** The cloud's answer goes through the schema the pull asks with, as it does on the line. */
const centresOf = (wire: Wire): Pick<DataCentres, 'request'> => ({
  request: async ({ path }, schema) => {
    const { status, body } = wire(path)
    if (status >= 400) {
      return {
        ok: false,
        failure: { kind: 'http', status, retryAfterMs: null, code: null },
        serverOffsetMs: null,
        dataCentre: 1,
      }
    }
    const read = schema.safeParse(body)
    return read.success
      ? { ok: true, value: read.data, status, serverOffsetMs: null, dataCentre: 1 }
      : { ok: false, failure: { kind: 'bad-reply', reason: 'schema', status }, serverOffsetMs: null, dataCentre: 1 }
  },
})

it('asks for everything at first, and later from the beginning of today in Taipei', async () => {
  const asked: string[] = []
  const centres = centresOf((path) => {
    asked.push(path)
    return { status: 200, body: { items: [entry] } }
  })
  const box = boxWith({ pulledAt: null, failure: 'CLOUD_UNREACHABLE' })
  const pull = () => pullAppointments({ centres, inbox: box.inbox, now: () => now })
  expect(await pull()).toEqual({ news: 1 })
  await pull()
  expect(asked).toEqual(['/appointments', '/appointments?since=2026-11-25T16%3A00%3A00.000Z'])
  expect(box.words[0]).toEqual({
    cloudId: 'c-1',
    word: JSON.stringify({ ...entry, status: 'booked' }),
    fault: null,
  })
  expect(box.state()).toEqual({ pulledAt: now, failure: null })
})

it('keeps an unreadable entry beside the others, under the same name each time', () => {
  const spoilt = { at: 'soon', name: '' }
  expect(wordOf(spoilt)).toEqual(wordOf({ ...spoilt }))
  expect(wordOf(spoilt).fault).toContain('appointmentId')
  expect(wordOf({ ...entry, at: 'soon' })).toMatchObject({ cloudId: 'c-1', fault: 'at' })
})

it.each([
  [503, {}, 'CLOUD_HTTP_503'],
  [200, { items: 'none' }, 'CLOUD_BAD_REPLY'],
] as const)(
  'leaves what was pulled as it was when the cloud answers %s %j, and says so once',
  async (status, body, failure) => {
    const box = boxWith({ pulledAt: now - 60_000, failure: null })
    const pull = () =>
      pullAppointments({ centres: centresOf(() => ({ status, body })), inbox: box.inbox, now: () => now })
    expect(await pull()).toEqual({ failure })
    expect(await pull()).toEqual({ failure })
    expect(box.failures).toEqual([failure])
    expect(box.words).toEqual([])
    expect(box.state().pulledAt).toBe(now - 60_000)
  },
)

it('pulls one at a time, once more behind one that is under way, and not after its end', async () => {
  const open: (() => void)[] = []
  let atOnce = 0
  let most = 0
  const timers: (() => void)[] = []
  const puller = createPuller({
    pull: async () => {
      atOnce += 1
      most = Math.max(most, atOnce)
      await new Promise<void>((resolve) => open.push(resolve))
      atOnce -= 1
      return { news: 0 }
    },
    scheduler: {
      after: (_ms, task) => {
        timers.push(task)
        return () => undefined
      },
    },
    everyMs: 1_000,
    onReport: () => undefined,
    onFault: (error) => expect.unreachable(String(error)),
  })
  puller.pullNow()
  puller.pullNow()
  puller.pullNow()
  expect(open).toHaveLength(1)
  open[0]?.()
  await expect.poll(() => open.length).toBe(2)
  open[1]?.()
  await expect.poll(() => timers.length).toBe(1)
  timers[0]?.()
  expect(open).toHaveLength(3)
  const stopped = puller.stop()
  open[2]?.()
  await stopped
  puller.pullNow()
  expect(open).toHaveLength(3)
  expect(timers).toHaveLength(1)
  expect(most).toBe(1)
})
