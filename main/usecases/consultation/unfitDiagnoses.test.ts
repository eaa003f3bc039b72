import { afterEach, beforeEach, expect, it } from 'vitest'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { dayOf } from '../context.ts'
import { openTestDesk, type TestDesk } from '../testDesk.ts'
import { searchDiagnoses } from './searchCatalog.ts'
import { areUnfit, unfitDiagnoses } from './unfitDiagnoses.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const today = () => dayOf(desk.context.now())
const unfit = (codes: readonly string[], day = today()) =>
  unfitDiagnoses(
    desk.context,
    day,
    codes.map((code) => ({ code })),
  )
const endsToday = async (code: string): Promise<void> => {
  const ended = desk.context.store.write((tx) =>
    tx.updateTable('catalog_concept').set({ valid_to: today() }).where('code', '=', code).execute(),
  )
  okValue(await ended)
}

it('wants a main diagnosis, and of every code that it may be claimed', async () => {
  expect(await unfit([])).toEqual({ missing: ['diagnosis'], unbillable: [] })
  expect(await unfit(['J06.9', 'J02.9'])).toEqual({ missing: [], unbillable: [] })
  // A heading, and a code of no edition: also behind a main one that is right.
  expect(await unfit(['J06.9', 'J06', 'A99.99'])).toEqual({ missing: [], unbillable: ['J06', 'A99.99'] })
  expect(areUnfit(await unfit(['J06.9']))).toBe(false)
  expect(areUnfit(await unfit(['J06.9', 'J06']))).toBe(true)
})

it('goes by the day of the visit, as the search does', async () => {
  const day = today() as IsoDate
  await endsToday('J02.9')
  desk.advance(2 * 86_400_000)
  const found = async (on?: IsoDate) => {
    const wanted = { text: 'J02.9', limit: 5, practitionerId: null, ...(on === undefined ? {} : { day: on }) }
    return okValue(await searchDiagnoses(desk.context, wanted)).map(({ code }) => code)
  }
  expect([await found(), await found(day)]).toEqual([[], ['J02.9']])
  expect([await unfit(['J02.9']), await unfit(['J02.9'], day)]).toMatchObject([
    { unbillable: ['J02.9'] },
    { unbillable: [] },
  ])
})
