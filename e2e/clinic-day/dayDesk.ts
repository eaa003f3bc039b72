import { wcagProblems } from '../fixtures/axe.ts'
import type { Desk } from '../fixtures/desk.ts'
import { expect } from '../fixtures/story.ts'
import type { TicketPrinter } from '../fixtures/ticketPrinter.ts'
import type { Sims } from '../sims/client.ts'
import type { Guest } from './guests.ts'
import { takeDeeds } from './hands.ts'

export type Theme = 'light' | 'dark'

/** The desk of this day, and what is noted of it. */
export interface DayDesk {
  readonly desk: Desk
  readonly sims: Sims
  readonly folder: string
  /** Where receipts and bags come by themselves. */
  readonly printer: TicketPrinter
  theme: Theme
  /** Places that axe has seen in a theme. */
  readonly seen: Set<string>
  /** Visits that were paid so far. */
  paid: number
  /** Papers that were taken from the printer so far. */
  printed: number
  /** Who was given drugs. */
  readonly medicated: Set<string>
  /** Keys by the guest they were pressed for. */
  readonly keys: Map<string, number>
  /** Keys of the charts that were begun by hand. */
  readonly charts: Map<string, number>
}

/** Lets axe look at what stands there now, once in each theme; a place that was seen costs nothing. */
export const look = async ({ desk, theme, seen }: DayDesk, place: string): Promise<void> => {
  const name = `${theme}: ${place}`
  if (seen.has(name)) return
  seen.add(name)
  expect.soft(await wcagProblems(desk.page), `WCAG 2.2 AA: ${name}`).toEqual([])
}

/** Begins to count keys anew, and gives those since the last count; none of it may have been a mouse. */
const keysSince = async ({ desk }: DayDesk): Promise<number> => {
  const { keys, byMouse } = await takeDeeds(desk.page)
  expect(byMouse, 'what was done with a mouse').toEqual([])
  return keys
}

/** The keys that were pressed since the last count were for this guest. */
export const chargeKeys = async (day: DayDesk, { name }: Guest): Promise<void> => {
  day.keys.set(name, (day.keys.get(name) ?? 0) + (await keysSince(day)))
}

/** The keys since the last count were for no guest alone: a desk that was opened for all who wait there, a shift, the queue. */
export const chargeNobody = async (day: DayDesk): Promise<void> => {
  await keysSince(day)
}

/** Who of them the strip shows; waits until it is one. */
export const whoIsIt = async (day: DayDesk, guests: readonly Guest[]): Promise<Guest> => {
  await expect(day.desk.strip.name).toHaveText(new RegExp(`^(${guests.map(({ name }) => name).join('|')})$`))
  const name = await day.desk.strip.name.textContent()
  const guest = guests.find((each) => each.name === name)
  if (guest === undefined) throw new Error(`nobody of these is called ${name}`)
  return guest
}
