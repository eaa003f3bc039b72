import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beginAgenda, endAgenda, planDay } from '../clinic-day/agenda.ts'
import { arrive } from '../clinic-day/arrive.ts'
import { consultAll, playQueue } from '../clinic-day/consult.ts'
import { chargeNobody, type DayDesk, look, type Theme } from '../clinic-day/dayDesk.ts'
import { compareDay } from '../clinic-day/dayEnd.ts'
import { type Guest, guestsOf, insured } from '../clinic-day/guests.ts'
import { watchHands } from '../clinic-day/hands.ts'
import { choosePrinter, closeShift, openShift, payAll, type Takings } from '../clinic-day/till.ts'
import { serversAt } from '../fixtures/clock.ts'
import { openDesk } from '../fixtures/desk.ts'
import { readLogs } from '../fixtures/mainLog.ts'
import { expect, test } from '../fixtures/story.ts'
import { startTicketPrinter } from '../fixtures/ticketPrinter.ts'
import { opened } from '../pages/opened.ts'
import { screenKey } from '../pages/screenKeys.ts'
import { words } from '../pages/words.ts'
import { startSims } from '../sims/client.ts'

/** `npm run e2e -- clinic-day --patients N --seed S`; a seed brings the same people in the same order. */
const wanted = Number(process.env.DAY_PATIENTS ?? 10)
const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 2 ** 31)
/** So many sit in the waiting room at once. */
const atOnce = 6
/** A visit from the card to the receipt, besides what is free text. */
const mostKeys = 40
const longestVisitMs = 30_000

const sessions = [
  [0, { theme: 'light', hour: 9 }],
  [1, { theme: 'dark', hour: 14 }],
] as const satisfies readonly (readonly [number, { readonly theme: Theme; readonly hour: number }])[]

/** The doctor's card and PIN, by the palette. */
const signOn = async ({ desk, sims }: DayDesk): Promise<void> => {
  const { page } = desk
  await sims.cards.insertProfessional()
  await desk.status.is('hpc', /^(present|pin-pending)$/)
  await page.keyboard.press('Control+K')
  await page.keyboard.insertText(words('status.hpc.label'))
  await expect(page.getByTestId('palette').locator('[data-testid^="palette-item-"]')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('hpc-pin')).toBeFocused()
  await page.keyboard.type(sims.settings.demo.professionalPin)
  await page.keyboard.press('Enter')
  await desk.status.is('hpc', 'verified')
  await desk.status.closeLayer()
}

/** The screens that a visit doesn't pass, and the layers over all of them. */
const lookAround = async (day: DayDesk): Promise<void> => {
  const { page } = day.desk
  for (const screen of ['uploads', 'patients', 'settings', 'reports'] as const) {
    await page.keyboard.press(screenKey(screen))
    await opened(page.getByTestId(`screen-${screen}`))
    await look(day, screen)
  }
  const visits = page.getByTestId('report-total').locator('[data-column=visits]')
  await expect(visits).toBeVisible()
  // What was reckoned before stands until somebody asks anew.
  await page.keyboard.press('F2')
  await expect(visits, 'visits on the day sheet').toHaveAttribute('data-value', String(day.paid))
  await look(day, 'day sheet')
  await page.keyboard.press('Control+K')
  await expect(page.getByTestId('palette-input')).toBeFocused()
  await look(day, 'palette')
  // Outside a consultation a diagnosis can only be read: Enter leaves it where it is.
  await page.keyboard.insertText('J06.9')
  const diagnosis = page.getByTestId('palette-item-diagnosis:J06.9')
  await expect(diagnosis).toHaveAttribute('aria-disabled', 'true')
  await expect(diagnosis).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(diagnosis).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('palette')).toHaveCount(0)
}

/** A virtual card stands first: the desk learns the new hour by its scan, which must not make the card hours old. */
const virtualFirst = (guests: readonly Guest[]): readonly Guest[] => {
  const first = guests.find(({ way }) => way === 'virtual')
  return first === undefined ? guests : [first, ...guests.filter((guest) => guest !== first)]
}

const batchesOf = (guests: readonly Guest[]): readonly (readonly Guest[])[] =>
  Array.from({ length: Math.ceil(guests.length / atOnce) }, (_, index) =>
    guests.slice(index * atOnce, (index + 1) * atOnce),
  )

const playSession = async (day: DayDesk, guests: readonly Guest[], serials: Map<string, string>): Promise<Takings> => {
  const takings: Takings = { cash: 0, card: 0, mobile: 0 }
  for (const [place, batch] of batchesOf(guests).entries()) {
    await day.desk.frontDesk.open()
    await chargeNobody(day)
    for (const guest of batch) serials.set(guest.name, (await arrive(day, guest)).serial)
    if (place === 0) await playQueue(day, batch)
    await consultAll(day, batch)
    await payAll(day, batch, takings)
  }
  return takings
}

test('a day at the clinic over two sessions, by keyboard alone: nobody is lost, and the drawer is right', async ({
  folder,
}) => {
  test.setTimeout(120_000 + wanted * longestVisitMs)
  const now = Date.now()
  const guests = guestsOf(wanted, seed, now)
  console.log(`${wanted} patients, seed ${seed}`)
  const dir = join(folder, 'sims')
  mkdirSync(dir)
  writeFileSync(join(dir, 'people.json'), JSON.stringify(insured(guests, now)))
  const sims = await startSims({ dir, resultDelayMs: 500 })
  // Other cards come between a registration and its payment: the code's hour is what counts.
  await sims.nhi.letVirtualCardsReturn(true)
  await serversAt(sims, sessions[0][1].hour)
  const { settingsFile, env: environment } = sims
  const desk = await openDesk({ settingsFile, dataDirectory: join(folder, 'data'), environment })
  const printer = await startTicketPrinter()
  const half = Math.ceil(wanted / 2)
  const ofSession = [guests.slice(0, half), virtualFirst(guests.slice(half))] as const
  const day: DayDesk = {
    desk,
    sims,
    folder,
    theme: 'light',
    seen: new Set(),
    printer,
    paid: 0,
    printed: 0,
    keys: new Map(),
    charts: new Map(),
    medicated: new Set(),
  }
  try {
    await watchHands(desk.page)
    await signOn(day)
    await planDay(day, ofSession[0])
    await choosePrinter(day)
    const serials = new Map<string, string>()
    for (const [place, { theme, hour }] of sessions) {
      await test.step(`session ${place + 1}, ${theme}`, async () => {
        await serversAt(sims, hour)
        day.theme = theme
        await desk.page.emulateMedia({ colorScheme: theme })
        await expect(desk.page.locator('html')).toHaveAttribute('data-theme', theme)
        await look(day, 'front desk')
        await openShift(day)
        if (place === 0) await beginAgenda(day, ofSession[0])
        const takings = await playSession(day, ofSession[place], serials)
        if (place === 0) await endAgenda(day, ofSession[0])
        await desk.cashier.open()
        await closeShift(day, place + 1, takings)
        await lookAround(day)
        console.log(`session ${place + 1}: ${JSON.stringify(takings)}`)
      })
    }
    await test.step('screen, store and servers tell the same', () => compareDay(day, guests, serials))
    console.log(`keys of a new chart: ${[...day.charts.values()].join(' ')}`)
    const counts = [...day.keys.values()].toSorted((one, other) => one - other)
    console.log(`keys of a visit: ${counts.join(' ')}`)
    expect(counts.at(-1), 'keys of the longest visit').toBeLessThanOrEqual(mostKeys)
  } catch (error) {
    await desk.page.screenshot({ path: test.info().outputPath('desk.png') })
    await test.info().attach('main.log', { body: readLogs(desk.dataDirectory), contentType: 'text/plain' })
    throw error
  } finally {
    await desk.close()
    await sims.stop()
    await printer.off()
  }
  expect(desk.complaints(), 'what no process should have complained of').toEqual([])
})
