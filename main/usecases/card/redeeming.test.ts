import { expect, it } from 'vitest'
import { ok, type Result } from '../../../preload/contract/result.ts'
import { createRedeeming, type IsGivenUp } from './redeeming.ts'

/** A redeeming that asks whether it has been given up once its gate is opened, and then takes a while to stop. */
const gated = () => {
  const gate = Promise.withResolvers<void>()
  const stopping = Promise.withResolvers<void>()
  const begun: string[] = []
  const work =
    (name: string) =>
    async (isGivenUp: IsGivenUp): Promise<Result<string>> => {
      begun.push(name)
      await gate.promise
      if (!isGivenUp()) return ok(name)
      await stopping.promise
      return ok(`${name} given up`)
    }
  return { gate, stopping, begun, work }
}

it('what has stopped because nobody waited is begun anew for whoever comes then', async () => {
  const redeeming = createRedeeming()
  const { gate, stopping, begun, work } = gated()
  const first = redeeming.run('one', work('first'))
  redeeming.giveUp()
  gate.resolve()
  await gate.promise
  const again = redeeming.run('one', work('again'))
  const twice = redeeming.run('one', work('twice'))
  expect(await redeeming.run('other', work('other'))).toMatchObject({ error: { code: 'VIRTUAL_CARD_BUSY' } })
  expect(begun).toEqual(['first'])
  stopping.resolve()
  expect(await first).toEqual(ok('first given up'))
  expect([await again, await twice]).toEqual([ok('again'), ok('again')])
  expect(begun).toEqual(['first', 'again'])
})

it('what was given up and is asked for in time has one answer for both', async () => {
  const redeeming = createRedeeming()
  const { gate, begun, work } = gated()
  const first = redeeming.run('one', work('first'))
  redeeming.giveUp()
  const again = redeeming.run('one', work('again'))
  gate.resolve()
  expect([await first, await again]).toEqual([ok('first'), ok('first')])
  expect(begun).toEqual(['first'])
})
