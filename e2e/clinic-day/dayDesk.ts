import { wcagProblems } from '../fixtures/axe.ts'
import type { Desk } from '../fixtures/desk.ts'
import { expect } from '../fixtures/story.ts'
import type { Sims } from '../sims/client.ts'
import type { Guest } from './guests.ts'
import { takeDeeds } from './hands.ts'

export type Theme = 'light' | 'dark'

/** The desk of this day, and what is noted of it. */
export interface DayDesk {
  readonly desk: Desk
  readonly sims: Sims
  readonly folder: string
  theme: Theme
  /** Places that axe has seen in a theme. */
  readonly seen: Set<string>
  /** Visits that were paid so far. */
  paid: number
  /** Who paid in several ways, or a part of it later: each of it is a payment with keys of its own. */
  readonly severalPayments: Set<string>
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

/** The keys that were pressed since the last count were for this guest; none of it may have been a mouse. */
export const chargeKeys = async ({ desk, keys }: DayDesk, { name }: Guest): Promise<void> => {
  const { keys: pressed, byMouse } = await takeDeeds(desk.page)
  expect(byMouse, 'what was done with a mouse').toEqual([])
  keys.set(name, (keys.get(name) ?? 0) + pressed)
}

/** Who of them the strip shows; waits until it is one. */
export const whoIsIt = async (day: DayDesk, guests: readonly Guest[]): Promise<Guest> => {
  await expect(day.desk.strip.name).toHaveText(new RegExp(`^(${guests.map(({ name }) => name).join('|')})$`))
  const name = await day.desk.strip.name.textContent()
  const guest = guests.find((each) => each.name === name)
  if (guest === undefined) throw new Error(`nobody of these is called ${name}`)
  return guest
}
