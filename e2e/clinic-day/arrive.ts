import { expect } from '../fixtures/story.ts'
import type { Registered } from '../pages/frontDesk.ts'
import { words } from '../pages/words.ts'
import { chargeKeys, type DayDesk, look } from './dayDesk.ts'
import type { Guest } from './guests.ts'

/** 讀卡機故障: what the desk writes for a person of whose card nothing can be read. */
const withoutCard = 'A010'

const byCard = async (day: DayDesk, { id, name }: Guest): Promise<Registered> => {
  const { desk, sims } = day
  await sims.cards.insert(id)
  await desk.strip.shows(name)
  await desk.frontDesk.cardIs('authenticated')
  await desk.frontDesk.isReady()
  await look(day, 'front desk with a card')
  return desk.frontDesk.register()
}

const byVirtualCard = async (day: DayDesk, { id, name }: Guest): Promise<Registered> => {
  const { desk, sims } = day
  await sims.cards.pull()
  await desk.frontDesk.next()
  await desk.strip.isEmpty()
  await desk.virtualCard.scan(await sims.nhi.makeVirtualCard(id))
  await desk.strip.shows(name)
  await desk.frontDesk.cardIs('authenticated')
  await desk.virtualCard.isAway()
  await look(day, 'front desk with a virtual card')
  const registered = await desk.frontDesk.register()
  await desk.frontDesk.next()
  await desk.strip.isEmpty()
  return registered
}

const rocOf = (birthDate: string): string => {
  const [year = 0, month = 0, day = 0] = birthDate.split('-').map(Number)
  return `${year - 1911}/${month}/${day}`
}

/** Enter by Enter through the form of somebody new. */
const writeDown = async (day: DayDesk, { name, sex, birthDate, isNewborn, nationalId }: Guest): Promise<void> => {
  const { page } = day.desk
  const { keyboard } = page
  const form = page.getByTestId('patient-form')
  const field = (of: string) => form.getByTestId(`form-${of}`)
  await expect(field('name')).toHaveValue(name)
  await expect(field('birthDate')).toBeFocused()
  await keyboard.type(rocOf(birthDate))
  await keyboard.press('Enter')
  await expect(field('idKind').locator('input:checked')).toBeFocused()
  if (isNewborn) {
    await keyboard.press('ArrowRight')
    await keyboard.press('ArrowRight')
    await keyboard.press('Enter')
    await expect(field('parentId')).toBeFocused()
    await keyboard.type(nationalId)
    await keyboard.press('Enter')
    await keyboard.type('85/2/29')
    for (const stop of ['birthOrder', 'birthCount', 'sex']) {
      await keyboard.press('Enter')
      await expect(field(stop).locator('input').and(page.locator(':focus'))).toHaveCount(1)
    }
    await keyboard.press('Space')
    if (sex === 'F') await keyboard.press('ArrowRight')
  } else {
    await keyboard.press('Enter')
    await expect(field('idNumber')).toBeFocused()
    await keyboard.type(nationalId)
  }
  await look(day, 'form of somebody new')
  await keyboard.press('F2')
  await day.desk.strip.shows(name)
}

const byForm = async (day: DayDesk, guest: Guest): Promise<Registered> => {
  const { desk, sims } = day
  await sims.cards.pull()
  await desk.page.keyboard.press('F3')
  await expect(desk.page.getByTestId('patient-search')).toBeFocused()
  // An input method gives whole words.
  await desk.page.keyboard.insertText(guest.name)
  await expect(desk.page.getByText(words('patientForm.noneEnter'))).toBeVisible()
  await look(day, 'nobody of that name')
  await desk.page.keyboard.press('Enter')
  await writeDown(day, guest)
  // A chart is made once, for all visits to come.
  await chargeKeys({ ...day, keys: day.charts }, guest)
  await day.desk.frontDesk.chooseException(withoutCard, () => look(day, 'list of exception codes'))
  await desk.frontDesk.isReady()
  return desk.frontDesk.register()
}

const ways = { card: byCard, virtual: byVirtualCard, form: byForm } as const

/** A guest comes to the front desk and gets a number; what the screen says of it. */
export const arrive = async (day: DayDesk, guest: Guest): Promise<Registered> => {
  const registered = await ways[guest.way](day, guest)
  await look(day, 'registered')
  await expect(day.desk.frontDesk.row(guest.name)).toContainText(words('visit.state.waiting'))
  await chargeKeys(day, guest)
  return registered
}
