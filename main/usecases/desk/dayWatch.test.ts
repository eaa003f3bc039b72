import { beforeEach, expect, it } from 'vitest'
import { createVirtualTime, type VirtualTime } from '../../outbox/testing/virtualTime.ts'
import { createDayWatch, type DayWatch } from './dayWatch.ts'

const minute = 60_000
const hour = 60 * minute

let time: VirtualTime
let told: { day: string; at: string }[]
let watch: DayWatch

beforeEach(() => {
  time = createVirtualTime(Date.parse('2026-11-20T23:30:20.500+08:00'))
  told = []
  watch = createDayWatch({
    now: time.now,
    after: time.after,
    onChanged: (day) => told.push({ day, at: new Date(time.now()).toISOString() }),
  })
})

it('tells each day once, at its first moment', async () => {
  await time.advance(29 * minute)
  expect(told).toEqual([])
  await time.advance(48 * hour)
  expect(told).toEqual([
    { day: '2026-11-21', at: '2026-11-20T16:00:00.000Z' },
    { day: '2026-11-22', at: '2026-11-21T16:00:00.000Z' },
  ])
})

it('tells it at once when it is asked to look after a sleep, and soon when nobody told of one', async () => {
  time.jump(8 * hour)
  watch.look()
  expect(told.map(({ day }) => day)).toEqual(['2026-11-21'])
  time.jump(24 * hour)
  await time.advance(minute)
  expect(told.map(({ day }) => day)).toEqual(['2026-11-21', '2026-11-22'])
})

it('tells the day that was, when a clock that ran fast is put right over midnight, and midnight again when it comes', async () => {
  await time.advance(30 * minute)
  time.jump(-10 * minute)
  watch.look()
  expect(told.map(({ day }) => day)).toEqual(['2026-11-21', '2026-11-20'])
  await time.advance(9 * minute)
  expect(told).toHaveLength(2)
  await time.advance(minute)
  expect(told.map(({ day }) => day)).toEqual(['2026-11-21', '2026-11-20', '2026-11-21'])
})

it('says nothing of looks within a day, nor once it is stopped', async () => {
  for (let look = 0; look < 5; look += 1) watch.look()
  await time.advance(20 * minute)
  expect(told).toEqual([])
  watch.stop()
  watch.look()
  await time.advance(24 * hour)
  expect(told).toEqual([])
})
