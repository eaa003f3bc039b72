import { describe, expect, it } from 'vitest'
import type { Links } from '../process/messages.ts'
import { createVirtualTime } from '../testing/virtualTime.ts'
import { createLink, type ProbeAnswer } from './link.ts'
import { createLinks } from './links.ts'

const up: ProbeAnswer = { up: true, dataCentre: 0 }
const down: ProbeAnswer = { up: false, dataCentre: null }

const watch = (answer: () => ProbeAnswer | Promise<ProbeAnswer>) => {
  const time = createVirtualTime()
  const probedAt: number[] = []
  const changes: string[] = []
  const link = createLink({
    probe: async () => {
      probedAt.push(time.monotonic())
      return answer()
    },
    scheduler: time,
    random: () => 0.999,
    probeUpMs: 20_000,
    probeDownMs: 2_500,
    onChange: () => changes.push(link.state()),
  })
  return { time, link, probedAt, changes }
}

describe('link', () => {
  it('is unknown until it is asked, asks at once, and is up with the first answer', async () => {
    const { time, link, changes } = watch(() => up)
    expect([link.state(), link.usable()]).toEqual(['unknown', false])
    link.start()
    await time.settle()
    expect([link.state(), link.usable(), link.dataCentre()]).toEqual(['up', true, 0])
    expect(changes).toEqual(['up'])
  })

  it('finds a returned link within five seconds', async () => {
    let answer = down
    const { time, link, probedAt } = watch(() => answer)
    link.start()
    await time.advance(60_000)
    expect(link.state()).toBe('down')
    const gaps = probedAt.slice(1).map((at, index) => at - (probedAt[index] ?? 0))
    expect(Math.max(...gaps)).toBeLessThanOrEqual(2_500)
    answer = up
    const asked = probedAt.length
    await time.advance(2_500)
    expect(link.state()).toBe('up')
    expect(probedAt.length - asked).toBeLessThanOrEqual(1)
  })

  it('asks less often once it has been away for half an hour, and tells how long it was away', async () => {
    let answer = down
    const { time, link, probedAt } = watch(() => answer)
    link.start()
    await time.advance(2 * 3_600_000)
    expect(link.lastOutageMs()).toBe(0)
    const gaps = probedAt.slice(1).map((at, index) => at - (probedAt[index] ?? 0))
    expect(Math.max(...gaps.slice(0, 700))).toBeLessThanOrEqual(2_500)
    expect(gaps.at(-1)).toBeGreaterThan(9_000)
    answer = up
    await time.advance(10_000)
    expect(link.state()).toBe('up')
    expect(link.lastOutageMs()).toBeGreaterThanOrEqual(2 * 3_600_000)
  })

  it('does not go down for one lost packet', async () => {
    const answers = [up, down, up]
    let rest = up
    const { time, link, changes } = watch(() => answers.shift() ?? rest)
    link.start()
    await time.advance(40_000)
    expect(changes).toEqual(['up'])
    rest = down
    await time.advance(21_000)
    expect(changes).toEqual(['up', 'down'])
    expect(link.state()).toBe('down')
  })

  it('asks at once when a send has found no connection, and is not usable meanwhile', async () => {
    let answer: ProbeAnswer | Promise<ProbeAnswer> = up
    const { time, link, probedAt, changes } = watch(() => answer)
    link.start()
    await time.settle()
    let tell: (given: ProbeAnswer) => void = () => undefined
    answer = new Promise((resolve) => {
      tell = resolve
    })
    link.suspect()
    expect([link.state(), link.usable(), probedAt.length]).toEqual(['up', false, 2])
    tell(up)
    await time.settle()
    expect(link.usable()).toBe(true)
    // The end of a suspicion is told too: a send may wait for it.
    expect(changes).toEqual(['up', 'up'])
    answer = down
    link.suspect()
    await time.settle()
    expect(link.state()).toBe('down')
  })

  it('goes on asking while probes hang in a dead tunnel, but lets only a few hang', async () => {
    let hang = true
    const { time, link, probedAt } = watch(() => (hang ? new Promise<ProbeAnswer>(() => undefined) : up))
    link.start()
    await time.advance(10_000)
    expect(probedAt.length).toBeGreaterThan(3)
    await time.advance(600_000)
    expect(probedAt.length).toBe(8)
    hang = false
    link.proven()
    expect(link.state()).toBe('up')
  })

  it('does not believe a failure that is older than an answer', async () => {
    const pending: ((answer: ProbeAnswer) => void)[] = []
    const { time, link } = watch(
      () =>
        new Promise<ProbeAnswer>((resolve) => {
          pending.push(resolve)
        }),
    )
    link.start()
    await time.advance(5_100)
    const [first, second, third] = pending
    await time.advance(1)
    third?.(up)
    await time.settle()
    first?.(down)
    second?.(down)
    await time.settle()
    expect(link.state()).toBe('up')
  })

  it('takes a probe that throws for a failed one, and asks nothing more once stopped', async () => {
    const { time, link, probedAt } = watch(() => Promise.reject(new Error('a bug')))
    link.start()
    await time.settle()
    expect(link.state()).toBe('down')
    link.stop()
    const asked = probedAt.length
    await time.advance(60_000)
    expect(probedAt.length).toBe(asked)
  })
})

describe('links', () => {
  it('tells every change once, and the return of each end point', async () => {
    const time = createVirtualTime()
    let cloud = down
    const told: Links[] = []
    const returned: string[] = []
    const links = createLinks({
      probeNhi: () => Promise.resolve({ up: true, dataCentre: 1 }),
      probeCloud: () => Promise.resolve(cloud),
      scheduler: time,
      random: () => 0.5,
      pace: { probeUpMs: 20_000, probeDownMs: 2_500 },
      onLinks: (current) => told.push(current),
      onMoved: () => undefined,
      onReturned: (which) => returned.push(which),
      onChange: () => undefined,
    })
    links.start()
    await time.advance(60_000)
    expect(told.at(-1)).toEqual({ nhi: 'up', nhiDataCentre: 1, cloud: 'down', cloudDataCentre: null })
    expect(told).toHaveLength(2)
    cloud = up
    links.probeNow()
    await time.settle()
    expect(told.at(-1)).toEqual({ nhi: 'up', nhiDataCentre: 1, cloud: 'up', cloudDataCentre: 0 })
    expect(returned).toEqual(['nhi', 'cloud'])
    links.stop()
  })

  it('calls a cloud that is not configured unknown', () => {
    const links = createLinks({
      probeNhi: () => Promise.resolve(up),
      probeCloud: null,
      scheduler: createVirtualTime(),
      random: () => 0.5,
      pace: { probeUpMs: 20_000, probeDownMs: 2_500 },
      onLinks: () => undefined,
      onMoved: () => undefined,
      onReturned: () => undefined,
      onChange: () => undefined,
    })
    expect(links.current()).toEqual({ nhi: 'unknown', nhiDataCentre: null, cloud: 'unknown', cloudDataCentre: null })
  })
})
