import { canHaveSmallDisk, mountSmallDisk, type SmallDisk } from '../fixtures/smallDisk.ts'
import { bothReceived, cold, present, signOn } from '../fixtures/steps.ts'
import { test as base, expect } from '../fixtures/story.ts'
import type { Note } from '../pages/consultation.ts'

const test = base.extend<{ readonly disk: SmallDisk }>({
  disk: async ({ folder }, use) => {
    const disk = mountSmallDisk(`${folder}/data`)
    await use(disk)
    disk.remove()
  },
  dataDirectory: async ({ disk }, use) => {
    await use(disk.path)
  },
})

/** More than the database has room for in what it has already taken of the disk. */
const longNote = Object.fromEntries(
  (['subjective', 'objective', 'assessment', 'plan'] as const).map((part) => [part, '痛'.repeat(3_900)]),
) as unknown as Note

test.skip(!canHaveSmallDisk(), 'a disk of its own that can be filled (tmpfs) needs Linux and root')

test('a full disk takes no step by halves, loses nothing, and the visit goes on once there is space', async ({
  sims,
  desk,
  disk,
}) => {
  const { frontDesk, consultation, cashier, status } = desk
  // The sync worker cannot open its store meanwhile; it says so and is started again.
  desk.expectComplaint(/"event":"(outbox-(fatal|exited)|audit-missed|care-not-remembered)"/)
  await signOn(desk, sims)

  await test.step('registration: no serial is taken for what could not be kept', async () => {
    // A new start, so that the database has no room of its own left over from earlier.
    await desk.relaunch()
    await status.is('sam', 'verified')
    disk.fill()
    await present(desk, sims, 'lin-adult', '林示安')
    await frontDesk.tryToRegister('STORE_FULL')
    expect((await sims.nhi.ledger()).visits).toEqual([])
    expect(await desk.ask('visit:list', { day: null })).toEqual([])
    disk.free()
    const registered = await frontDesk.register()
    expect(registered.serial).toBe('0001')
  })

  await test.step('note: said that it is not kept, and kept when there is space again', async () => {
    await desk.relaunch()
    await consultation.open()
    await consultation.takeNext()
    disk.fill()
    await consultation.writeNote(longNote)
    await consultation.draftIs('failed')
    disk.free()
    await consultation.keepDraft()
    await consultation.draftIs('saved')
    await consultation.addDiagnosis(cold.diagnosis)
    await consultation.addDrug(cold.drug)
    await consultation.addProcedure(cold.procedure)
    await consultation.finish()
    const [visit] = await desk.ask('visit:list', { day: null })
    const detail = await desk.ask('visit:detail', { encounterId: visit?.encounterId ?? '' })
    expect(detail.soap).toEqual(longNote)
  })

  await test.step('closing: no card write, no half-closed visit, and Enter again closes it', async () => {
    await desk.relaunch()
    await cashier.open()
    await cashier.cardIs('here')
    disk.fill()
    await cashier.tryToClose('STORE_FULL')
    const { visits, uploads } = await sims.nhi.ledger()
    expect(visits[0]).toMatchObject({ codesAndFees: null, orders: [] })
    expect(uploads).toEqual([])
    const [visit] = await desk.ask('visit:list', { day: null })
    expect(visit).toMatchObject({ state: 'to-pay', cardWrite: 'none', uploads: [] })
    disk.free()
    await cashier.close()
    await bothReceived(desk)
  })
  const { visits, records } = await sims.nhi.ledger()
  expect(visits).toHaveLength(1)
  expect(records).toHaveLength(1)
})
