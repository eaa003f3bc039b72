import { taipeiDay, taipeiDayStart } from '../../../preload/contract/patient/rocDate.ts'
import { InstantSchema, IsoDateSchema } from '../../../preload/contract/words.ts'
import { person } from '../people.ts'
import { session } from '../scenes/sceneParts.ts'
import type { World } from '../world.ts'
import { visit } from './visits.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** A visit registered at a minute of the clinic's day so many days ago, and open since. */
const since = (daysAgo: number, minuteOfDay: number, isInLine: boolean) => {
  const of = taipeiDay(Date.now() - daysAgo * day)
  return {
    registeredAt: InstantSchema.parse(new Date(taipeiDayStart(of) + minuteOfDay * minute).toISOString()),
    session: 'evening' as const,
    earlier: { day: IsoDateSchema.parse(of), isInLine },
  }
}

/** Before today's: one left behind three days ago, to pay, and one of ten to midnight who still stands in line. */
const withEarlier = (world: World): void => {
  world.visits.unshift(visit(36, 'to-pay', since(3, 20 * 60 + 15, false)), visit(48, 'waiting', since(1, 1430, true)))
}

export const earlierScenes: Readonly<Record<string, (world: World) => void>> = {
  earlier: withEarlier,
  // Who was left behind is here again, with the card.
  'card-earlier': (world) => {
    withEarlier(world)
    world.session = session()
    world.status.reader.cardPresent = true
    const [leftBehind, ...others] = world.visits
    if (leftBehind !== undefined) world.visits = [{ ...leftBehind, patient: person(21) }, ...others]
  },
}
