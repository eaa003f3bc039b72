import { expect } from '../fixtures/story.ts'
import { chargeKeys, chargeNobody, type DayDesk, look, whoIsIt } from './dayDesk.ts'
import type { Guest } from './guests.ts'

/** What is typed of them; the first that fits is taken. */
const ailments = [
  { diagnosis: 'J069', code: 'J06.9', drug: 'acet', procedure: '4801' },
  { diagnosis: 'K297', code: 'K29.7', drug: 'voren', procedure: null },
  { diagnosis: 'I10', code: 'I10', drug: 'acet', procedure: null },
  { diagnosis: 'R030', code: 'R03.0', drug: null, procedure: '4801' },
] as const

const note = { subjective: '不適兩天，食慾尚可', objective: '無特殊發現' } as const

/** The waiting list's own keys, on the first who wait: called, skipped, put back; held for a test; first in turn. */
export const playQueue = async (day: DayDesk, guests: readonly Guest[]): Promise<void> => {
  const { page, consultation } = day.desk
  const { keyboard } = page
  const [first, second] = guests
  if (first === undefined || second === undefined) return
  await consultation.open()
  const row = ({ name }: Guest) => consultation.screen.locator('[data-testid^=waiting-row-]').filter({ hasText: name })
  const stateOf = (guest: Guest) => row(guest).getByTestId('queue-state')
  await expect(row(first)).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('F3')
  await expect(stateOf(first)).toHaveAttribute('data-state', 'called')
  await look(day, 'waiting list')
  // The arrows choose, so that the row stays the chosen one while it moves.
  await keyboard.press('ArrowDown')
  await keyboard.press('ArrowUp')
  await keyboard.press('F4')
  await expect(stateOf(first)).toHaveAttribute('data-state', 'skipped')
  await keyboard.press('F5')
  await expect(stateOf(first)).toHaveCount(0)
  await expect(row(first)).toHaveAttribute('aria-selected', 'true')
  await keyboard.press('F6')
  await expect(page.getByTestId('hold-reason')).toBeFocused()
  await keyboard.insertText('先去抽血')
  await look(day, 'why somebody is held')
  await keyboard.press('Enter')
  await expect(stateOf(first)).toHaveAttribute('data-state', 'on-hold')
  await keyboard.press('F5')
  await expect(stateOf(first)).toHaveCount(0)
  await keyboard.press('F7')
  await expect(consultation.screen.locator('[data-testid^=waiting-row-]').first()).toContainText(first.name)
  await chargeNobody(day)
}

const writeRecord = async (day: DayDesk, guest: Guest, place: number): Promise<void> => {
  const { page, consultation } = day.desk
  const { keyboard } = page
  const ailment = ailments[place % ailments.length] ?? ailments[0]
  const soap = (part: string) => consultation.screen.getByTestId(`soap-${part}`)
  await expect(soap('subjective')).toBeFocused()
  await keyboard.insertText(note.subjective)
  await keyboard.press('Tab')
  await keyboard.insertText(note.objective)
  await consultation.addDiagnosis(ailment.code, ailment.diagnosis)
  if (ailment.drug !== null) {
    await consultation.addDrug({ drug: ailment.drug, days: '3' })
    day.medicated.add(guest.name)
  }
  if (ailment.procedure !== null) await consultation.addProcedure(ailment.procedure, ailment.drug !== null)
  await look(day, 'consultation')
  await expect(soap('objective')).toHaveValue(note.objective)
  await day.desk.strip.shows(guest.name)
}

/** The doctor's part of a session: everybody in by turn, until the waiting list is empty. */
export const consultAll = async (day: DayDesk, guests: readonly Guest[]): Promise<void> => {
  const { page, consultation } = day.desk
  let left = guests
  await consultation.open()
  await expect(consultation.screen.getByTestId('start-consultation')).toBeVisible()
  await chargeNobody(day)
  await page.keyboard.press('F2')
  while (left.length > 0) {
    const guest = await whoIsIt(day, left)
    await writeRecord(day, guest, guests.indexOf(guest))
    await page.keyboard.press('Control+Enter')
    left = left.filter((each) => each !== guest)
    if (left.length > 0) await expect(day.desk.strip.name).not.toHaveText(guest.name)
    else await expect(consultation.screen.getByTestId('soap-subjective')).toHaveCount(0)
    await chargeKeys(day, guest)
  }
}
