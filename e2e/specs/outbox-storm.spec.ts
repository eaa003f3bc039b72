import type { UploadTarget } from '../../preload/contract/upload/upload.ts'
import { createDice } from '../crash/dice.ts'
import { beginServerStorm, endServerStorm } from '../faults/serverStorm.ts'
import type { Desk } from '../fixtures/desk.ts'
import { untilCashier } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { words } from '../pages/words.ts'
import type { Sims } from '../sims/client.ts'

// One false green in one run is one too many: never tried once more.
test.describe.configure({ retries: 0 })

const targets = ['nhi-upload', 'clinic-cloud'] as const satisfies readonly UploadTarget[]

/** What the screen calls delivered, looked at first, lies at its server. Gives how many of the two it calls so. */
const greensOf = async ({ uploads }: Desk, sims: Sims): Promise<number> => {
  const accepted = words('upload.state.accepted')
  const shown = await Promise.all(targets.map((target) => uploads.rows(target).filter({ hasText: accepted }).count()))
  const [nhi, cloud] = await Promise.all([sims.nhi.ledger(), sims.cloud.ledger()])
  const held = [nhi.records.length, cloud.records.length]
  for (const [index, target] of targets.entries()) {
    expect(held[index], `${target} on the screen`).toBeGreaterThanOrEqual(shown[index] ?? 0)
  }
  return shown.reduce((sum, count) => sum + count, 0)
}

/** `--seed S` plays the same storm. */
const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 2 ** 31)

test('servers that fail, lie and fall silent, and a kill among it: nothing is green on the screen that is not delivered', async ({
  sims,
  desk,
}) => {
  console.log(`seed ${seed}`)
  const { cashier, uploads } = desk
  const dice = createDice(seed)
  await untilCashier(desk, sims, 'lin-adult', '林示安')
  await beginServerStorm(sims, dice)
  await cashier.close()
  const press = async (times: number): Promise<void> => {
    await uploads.open()
    await uploads.show('all')
    for (let each = 0; each < times; each += 1) {
      await uploads.sendAll()
      await greensOf(desk, sims)
    }
  }
  await press(6)
  await desk.crash()
  await desk.start()
  await press(6)
  await endServerStorm(sims)
  await expect
    .poll(
      async () => {
        await uploads.sendAll()
        return greensOf(desk, sims)
      },
      { timeout: 60_000, intervals: [500] },
    )
    .toBe(targets.length)
  const [nhi, cloud] = await Promise.all([sims.nhi.ledger(), sims.cloud.ledger()])
  expect(nhi.records).toHaveLength(1)
  expect(cloud.records).toHaveLength(1)
  await desk.status.isAllSent()
})
