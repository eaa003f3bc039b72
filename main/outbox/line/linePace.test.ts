import { describe, expect, it } from 'vitest'
import { OutboxPaceSchema } from '../process/messages.ts'
import { linePace } from './linePace.ts'
import { createLinks } from './links.ts'

/** So many looks at the NHI and at the cloud within a minute of lines that are up, or down. */
const looksAMinute = async (adapter: Parameters<typeof linePace>[0], up: boolean) => {
  const looks = { nhi: 0, cloud: 0 }
  let now = 0
  let timers: { readonly at: number; readonly run: () => void }[] = []
  const probe = (which: 'nhi' | 'cloud') => async () => {
    looks[which] += 1
    return { up, dataCentre: null }
  }
  const links = createLinks({
    probeNhi: probe('nhi'),
    probeCloud: probe('cloud'),
    scheduler: {
      now: () => now,
      monotonic: () => now,
      breathe: async () => undefined,
      after(ms, run) {
        const timer = { at: now + ms, run }
        timers.push(timer)
        return () => {
          timers = timers.filter((other) => other !== timer)
        }
      },
    },
    random: () => 0.5,
    pace: OutboxPaceSchema.parse(linePace(adapter, { resultPollMs: 10_000 })),
    onLinks: () => undefined,
    onMoved: () => undefined,
    onReturned: () => undefined,
    onChange: () => undefined,
  })
  links.start()
  for (; now < 60_000; now += 100) {
    const due = timers.filter(({ at }) => at <= now)
    timers = timers.filter((timer) => !due.includes(timer))
    for (const { run } of due) run()
    await Promise.resolve()
    await Promise.resolve()
  }
  links.stop()
  return looks
}

describe('the pace of looking at the lines', () => {
  it.each([true, false])('leaves the reader to the people at the desk where a look takes it (up: %s)', async (up) => {
    const { nhi, cloud } = await looksAMinute('cshis', up)
    expect(nhi).toBeLessThanOrEqual(6)
    expect(cloud).toBeGreaterThanOrEqual(10)
  })

  it.each(['control6', 'vhc-sdk'] as const)(
    'shows a line that is lost within seconds elsewhere (%s)',
    async (adapter) => {
      expect((await looksAMinute(adapter, true)).nhi).toBeGreaterThanOrEqual(10)
    },
  )

  it.each(['cshis', 'control6'] as const)('asks for results as often as the settings say (%s)', (adapter) => {
    expect(linePace(adapter, { resultPollMs: 1_500 })).toMatchObject({ resultPollMs: 1_500 })
  })
})
