import type { Locator, Page } from '@playwright/test'
import { opened } from './opened.ts'
import { screenKey } from './screenKeys.ts'
import { expect } from './soon.ts'
import { words } from './words.ts'

/** Whoever rings up, and when they are to come. */
export interface Booking {
  readonly name: string
  readonly phone: string
  readonly note?: string
}

/** 預約, as a receptionist on the telephone uses it: arrows and Enter. */
export interface AppointmentBook {
  readonly screen: Locator
  readonly roster: Locator
  readonly details: Locator
  open(): Promise<void>
  /** Somebody's line in the list of the shown session. */
  row(name: string): Locator
  /** The places left at that minute of the day. */
  free(minute: number): Locator
  /** Goes to a line of the list by the arrows. */
  choose(line: Locator): Promise<void>
  /** Enter on the places at that minute, and Enter by Enter through the form of somebody without a chart, up to its last field. */
  write(minute: number, booking: Booking): Promise<void>
  /** `write`, and Enter once more; waits for the line. */
  book(minute: number, booking: Booking): Promise<void>
  /** Ctrl+G: the weekly plan; Escape leaves it. */
  openRoster(): Promise<void>
}

export const appointmentsOn = (page: () => Page): AppointmentBook => {
  const keyboard = () => page().keyboard
  const screen = (): Locator => page().getByTestId('screen-appointments')
  const part = (name: string): Locator => screen().getByTestId(name)
  const list = (): Locator => screen().getByRole('listbox', { name: words('appointment.list') })
  const row = (name: string): Locator => list().locator('[data-testid^="appointment-"]').filter({ hasText: name })
  const free = (minute: number): Locator => list().getByTestId(`slot-${minute}`)

  const choose = async (line: Locator): Promise<void> => {
    await expect(list()).toBeFocused()
    await expect(line).toBeVisible()
    await keyboard().press('Home')
    const options = list().getByRole('option')
    await expect(options.first()).toHaveAttribute('aria-selected', 'true')
    const place = Number(await line.getAttribute('aria-posinset'))
    for (let step = 1; step < place; step += 1) await keyboard().press('ArrowDown')
    await expect(line).toHaveAttribute('aria-selected', 'true')
  }
  const write = async (minute: number, { name, phone, note = '' }: Booking): Promise<void> => {
    await choose(free(minute))
    await keyboard().press('Enter')
    await expect(part('booking-who')).toBeFocused()
    await keyboard().insertText(name)
    await expect(page().getByText(words('appointment.book.newName'))).toBeVisible()
    await keyboard().press('Enter')
    await expect(part('booking-phone')).toBeFocused()
    await keyboard().type(phone)
    await keyboard().press('Enter')
    await expect(part('booking-note')).toBeFocused()
    await keyboard().insertText(note)
  }
  return {
    get screen() {
      return screen()
    },
    get roster() {
      return part('roster')
    },
    get details() {
      return part('appointment-details')
    },
    open: async () => {
      await keyboard().press(screenKey('appointments'))
      await opened(screen())
    },
    row,
    free,
    choose,
    write,
    book: async (minute, booking) => {
      await write(minute, booking)
      await keyboard().press('Enter')
      await expect(part('booking-form')).toHaveCount(0)
      await expect(row(booking.name)).toBeVisible()
    },
    openRoster: async () => {
      await keyboard().press('Control+G')
      await expect(part('roster-weekday-1')).toBeFocused()
    },
  }
}
