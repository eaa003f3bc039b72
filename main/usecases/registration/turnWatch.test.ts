import { afterEach, beforeEach, expect, it } from 'vitest'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { setState } from '../../store/visit/encounterRepository.ts'
import { lin, openTestDesk, type TestDesk, wu } from '../testDesk.ts'
import { registerVisit } from './registerVisit.ts'
import { createTurnWatch, type TurnWatch } from './turnWatch.ts'

const hour = 3_600_000
let desk: TestDesk
let watch: TurnWatch
let told: EncounterId[]
let faults: unknown[]
let waits: { readonly ms: number; isOff: boolean }[]

beforeEach(async () => {
  desk = await openTestDesk()
  // Half past nine in the evening, Taipei.
  desk.advance(11.5 * hour)
  told = []
  faults = []
  waits = []
})
afterEach(async () => {
  watch.stop()
  await desk.dispose()
})

const open = (): void => {
  watch = createTurnWatch({
    db: desk.context.store.db,
    now: desk.context.now,
    after: (ms) => {
      const wait = { ms, isOff: false }
      waits.push(wait)
      return () => {
        wait.isOff = true
      }
    },
    onLapsed: (encounterId) => told.push(encounterId),
    onFault: (fault) => faults.push(fault),
  })
}
const register = async (profile = lin): Promise<EncounterId> => {
  await desk.insert(profile)
  await desk.signIn()
  return okValue(await registerVisit(desk.context, desk.registration())).encounterId
}

it('tells each visit once, when its session can no longer go on, and waits until just then', async () => {
  const encounterId = await register()
  open()
  await watch.look()
  desk.advance(2.75 * hour)
  await watch.look()
  expect([told, waits.at(-1)?.ms]).toEqual([[], 60_000])
  desk.advance(3.25 * hour - 20_000)
  await watch.look()
  expect([told, waits.at(-1)?.ms]).toEqual([[], 20_000])
  desk.advance(20_000)
  await watch.look()
  await watch.look()
  expect(told).toEqual([encounterId])
  expect(faults).toEqual([])
})

it('says nothing of who was seen in time, nor of who was left behind before the program began', async () => {
  const seen = await register()
  desk.advance(hour)
  const stays = await register(wu)
  desk.advance(2 * hour)
  open()
  await watch.look()
  await desk.temporary.must(async (tx) => {
    await setState(tx, seen, ['waiting'], 'cancelled')
  })
  desk.advance(9 * hour)
  await watch.look()
  expect(told).toEqual([stays])
  watch.stop()
  open()
  await watch.look()
  expect(told).toEqual([stays])
})

it('goes on after a look that failed, and stops with its timer', async () => {
  open()
  await watch.look()
  await desk.temporary.dispose()
  await watch.look()
  expect(faults).toHaveLength(1)
  expect(waits.at(-1)).toEqual({ ms: 60_000, isOff: false })
  watch.stop()
  expect(waits.at(-1)?.isOff).toBe(true)
  desk = await openTestDesk()
})
