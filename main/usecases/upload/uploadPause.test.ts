import { beforeEach, expect, it } from 'vitest'
import { createVirtualTime, type VirtualTime } from '../../outbox/testing/virtualTime.ts'
import { createUploadPause, pauseMs, type UploadControl } from './uploadPause.ts'

let time: VirtualTime
let told: (string | number | null)[]
let control: UploadControl

beforeEach(() => {
  time = createVirtualTime()
  told = []
  control = createUploadPause({
    outbox: {
      pause: () => told.push('pause'),
      resume: () => told.push('resume'),
      drain: (withinMs) => Promise.resolve(withinMs > 0),
    },
    now: time.now,
    after: time.after,
    onPaused: (until) => told.push(until),
  })
})

it('ends by itself after an hour, once', async () => {
  const end = time.now() + pauseMs
  control.pause()
  await time.advance(pauseMs - 1)
  expect(told).toEqual(['pause', end])
  await time.advance(1)
  expect(told).toEqual(['pause', end, 'resume', null])
  await time.advance(3 * pauseMs)
  expect(told).toHaveLength(4)
})

it('ends when a person says so, and a new one has its whole hour', async () => {
  control.pause()
  await time.advance(pauseMs / 2)
  control.resume()
  control.pause()
  told.length = 0
  await time.advance(pauseMs - 1)
  expect(told).toEqual([])
  await time.advance(1)
  expect(told).toEqual(['resume', null])
})
