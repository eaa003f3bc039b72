import { compareLedgers, emptyScreenLedger, readStore, type ScreenLedger } from '../crash/ledgers.ts'
import { expect } from '../fixtures/story.ts'
import type { DayDesk } from './dayDesk.ts'
import type { Guest } from './guests.ts'

/** What the screen has said of the guests: the serial each was given, and that each visit is stored. */
const screenLedger = async ({ desk }: DayDesk, serials: ReadonlyMap<string, string>): Promise<ScreenLedger> => {
  const ledger = emptyScreenLedger()
  const visits = await desk.ask('visit:list', { day: null })
  expect(visits.map(({ patient }) => patient.name).toSorted(), 'visits of the day').toEqual(
    [...serials.keys()].toSorted(),
  )
  expect([...new Set(visits.map(({ session }) => session))].toSorted(), 'sessions').toEqual(['afternoon', 'morning'])
  for (const { encounterId, patient, exceptionCode, uploads } of visits) {
    const shown = serials.get(patient.name) ?? null
    // In place of a serial the screen shows the exception's code.
    ledger.registered.set(encounterId, shown === exceptionCode ? null : shown)
    ledger.closed.add(encounterId)
    for (const { outboxId, state } of uploads) if (state === 'accepted') ledger.green.add(outboxId)
  }
  return ledger
}

/** Everything that was done is in the store once, and at both servers once. */
export const compareDay = async (
  day: DayDesk,
  guests: readonly Guest[],
  serials: ReadonlyMap<string, string>,
): Promise<void> => {
  const { desk, sims } = day
  await expect
    .poll(async () => (await desk.ask('status:current', {})).outbox.unsent, { timeout: 120_000, intervals: [500] })
    .toBe(0)
  const screen = await screenLedger(day, serials)
  const store = await readStore(desk.dataDirectory, 'running')
  const [nhi, cloud] = await Promise.all([sims.nhi.ledger(), sims.cloud.ledger()])
  compareLedgers(screen, store, { nhi, cloud })
  expect(screen.green.size, 'receipts on the screen').toBe(guests.length * 2)
  expect(nhi.records, 'records at the NHI').toHaveLength(guests.length)
  expect(cloud.records, 'records at the clinic cloud').toHaveLength(guests.length)
  expect(nhi.records.filter(({ late }) => late)).toEqual([])
  const taken = nhi.visits.filter(({ rolledBack }) => !rolledBack).map(({ personId }) => personId)
  expect(taken, 'visits at the NHI').toHaveLength(guests.length)
  // Of who came without a card the NHI knows only what the desk wrote down.
  const ofCards = guests.filter(({ way }) => way !== 'form').map(({ id }) => id)
  expect(taken.filter((id) => id !== null).toSorted(), 'serials of cards').toEqual(ofCards.toSorted())
}
