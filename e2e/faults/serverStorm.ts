import type { Dice } from '../crash/dice.ts'
import type { NextFault, Sims } from '../sims/client.ts'

/** Requests of each path that the storm decides over; later ones go well. */
const requests = 24

/** Three of ten fail by the server, one of ten is done and its answer lost; others are cut, slow, or no answer at all. */
const nextFault = (dice: Dice, path: string): NextFault => {
  const chance = dice.next()
  if (chance < 0.3) return { kind: 'http-status', status: dice.pick([500, 502, 503, 504]), path }
  if (chance < 0.4) return { kind: 'lost-reply', path }
  if (chance < 0.5) return { kind: 'truncated', path }
  if (chance < 0.55) return { kind: 'garbage', path }
  if (chance < 0.7) return { kind: 'slow', delayMs: 50 + dice.below(600), path }
  return { kind: 'slow', delayMs: 1, path }
}

export const beginServerStorm = async (sims: Sims, dice: Dice): Promise<void> => {
  for (let request = 0; request < requests; request += 1) {
    await sims.nhi.failNext(nextFault(dice, '/V2000/*'))
    await sims.cloud.failNext(nextFault(dice, '/v1/records'))
  }
}

/** One record that comes through the storm is found wrong by the NHI. */
export const refuseOneRecord = (sims: Sims): Promise<void> =>
  sims.nhi.refuseNextUpload([{ record: 1, items: ['M44:AA'] }])

export const endServerStorm = async (sims: Sims): Promise<void> => {
  await sims.nhi.clearFaults()
  await sims.cloud.clearFaults()
}
