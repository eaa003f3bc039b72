import { wcagProblems } from '../fixtures/axe.ts'
import { deskFollows, serversAt } from '../fixtures/clock.ts'
import { photograph } from '../fixtures/photograph.ts'
import { present, signOn } from '../fixtures/steps.ts'
import { expect, test as story } from '../fixtures/story.ts'
import { opened } from '../pages/opened.ts'
import { screenKey } from '../pages/screenKeys.ts'
import { words } from '../pages/words.ts'
import { identityOf } from '../sims/people/identityOf.ts'

/** Half past eight: none of the morning's places is over, whatever the hour is at which the story is played. */
const test = story.extend({
  sims: async ({ sims }, use) => {
    await serversAt(sims, 8.5)
    await use(sims)
  },
})

/** Minutes of the day of some places. */
const at = { nine: 540, tenPast: 550, half: 570, eleven: 660 } as const

test('a morning’s appointments by keyboard: planned, booked, pulled, kept by the card, missed, moved, and in the way of a leave', async ({
  sims,
  desk,
}) => {
  const { page, appointments, frontDesk, virtualCard } = desk
  const { keyboard } = page
  const taipei = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  await deskFollows(desk, await serversAt(sims, 8.5))
  await signOn(desk, sims)
  await test.step('a session on each weekday', async () => {
    await appointments.open()
    await expect(appointments.screen).toContainText(words('appointment.noSessions'))
    // Without a list, too, the keys lead on from where the week and the plan were left.
    const isLost = () => page.evaluate(() => document.activeElement === document.body)
    await keyboard.press('F8')
    await expect(appointments.screen.getByTestId('appointment-week')).toBeVisible()
    await keyboard.press('F8')
    await expect(appointments.screen.getByTestId('appointment-week')).toHaveCount(0)
    await expect.poll(isLost).toBe(false)
    await appointments.openRoster()
    await keyboard.press('Escape')
    await expect(appointments.roster).toHaveCount(0)
    await expect.poll(isLost).toBe(false)
    await appointments.openRoster()
    for (let weekday = 1; weekday <= 7; weekday += 1) {
      await keyboard.press('Space')
      await expect(appointments.roster.getByTestId(`roster-weekday-${weekday}`)).toBeChecked()
      if (weekday < 7) await keyboard.press('Tab')
    }
    await keyboard.press('Enter')
    await expect(appointments.roster.getByTestId('roster-patterns').getByRole('listitem')).toHaveCount(7)
    await photograph(desk, 'appointments-roster')
    await keyboard.press('Escape')
    await expect(appointments.free(at.nine)).toBeVisible()
  })

  await test.step('booked by telephone, by a name alone', async () => {
    await appointments.write(at.nine, { name: '吳範例', phone: '0912345678', note: '咳嗽三天' })
    await photograph(desk, 'appointments-booking')
    await keyboard.press('Enter')
    await expect(appointments.row('吳範例')).toContainText(words('appointment.state.booked'))
    await appointments.book(at.tenPast, { name: '趙試民', phone: '0923456789' })
    await appointments.choose(appointments.row('吳範例'))
    await expect(appointments.details).toContainText('咳嗽三天')
  })

  await test.step('and linked to the chart that is begun afterwards', async () => {
    const { nationalId } = identityOf('wu-low-income')
    const chart = await desk.ask('patient:create', {
      name: '吳範例',
      identity: { kind: 'national-id', value: nationalId },
      birthDate: '1970-11-02',
      sex: 'M',
      phone: '',
      address: '',
      contact: { name: '', relation: '', phone: '' },
    })
    await keyboard.press('Control+E')
    const box = appointments.details.getByTestId('link-patient')
    await expect(box).toBeFocused()
    await keyboard.insertText('吳範例')
    await expect(page.getByRole('option').filter({ hasText: chart.chartNumber })).toHaveAttribute(
      'data-highlighted',
      '',
    )
    await keyboard.press('Enter')
    await expect(appointments.details).toContainText(chart.chartNumber)
    await expect(box).toHaveCount(0)
  })

  await test.step('one made outside the clinic comes from the cloud', async () => {
    await sims.cloud.setAppointments([
      {
        appointmentId: 'cloud-1',
        at: `${taipei}T09:34:00+08:00`,
        nationalId: identityOf('lin-adult').nationalId,
        name: '林示安',
        phone: '0934567890',
        doctorId: 'dr-wang',
      },
    ])
    await keyboard.press('Control+L')
    await expect(appointments.row('林示安')).toContainText(words('appointment.source.cloud'))
    await appointments.choose(appointments.row('林示安'))
    await expect(appointments.details).toContainText(words('appointment.next.unknown-patient'))
    await photograph(desk, 'appointments-day')
  })

  await test.step('the card is enough, plastic or virtual: the appointment is proposed, and Enter keeps it under its number', async () => {
    for (const { card, name, time, number, isVirtual } of [
      { card: 'lin-adult', name: '林示安', time: '09:30', number: 7, isVirtual: false },
      { card: 'wu-low-income', name: '吳範例', time: '09:00', number: 1, isVirtual: true },
    ] as const) {
      await frontDesk.open()
      await sims.cards.pull()
      if (isVirtual) {
        await virtualCard.scan(await sims.nhi.makeVirtualCard(card))
        await desk.strip.shows(name)
        await frontDesk.cardIs('authenticated')
        await virtualCard.isAway()
      } else await present(desk, sims, card, name)
      await expect(page.getByTestId('choose-appointment')).toContainText(time)
      expect((await frontDesk.register()).queueNumber).toBe(number)
      await appointments.open()
      await expect(appointments.row(name)).toContainText(words('appointment.state.arrived'))
    }
  })

  await test.step('who didn’t come is missed, and not missed again', async () => {
    await appointments.choose(appointments.row('趙試民'))
    await keyboard.press('F6')
    await expect(appointments.details).toHaveAttribute('data-state', 'no-show')
    await keyboard.press('F6')
    await expect(appointments.details).toHaveAttribute('data-state', 'booked')
  })

  await test.step('moved to another time, back, and moved again', async () => {
    const time = (text: string) => expect(appointments.row('趙試民')).toContainText(text)
    await keyboard.press('F4')
    await expect(page.getByText(words('appointment.moving', { name: '趙試民' }))).toBeVisible()
    await appointments.choose(appointments.free(at.eleven))
    await keyboard.press('Enter')
    await time('11:00')
    await keyboard.press('F9')
    await time('09:10')
    await expect(appointments.free(at.eleven)).toBeVisible()
  })

  await test.step('the doctor takes leave: who is booked has to be called', async () => {
    await appointments.openRoster()
    await keyboard.press('F3')
    await expect(appointments.roster.getByTestId('exception-kind').locator('input:checked')).toBeFocused()
    await keyboard.press('Tab')
    await expect(appointments.roster.getByTestId('exception-from')).toBeFocused()
    await keyboard.press('Enter')
    await expect(appointments.roster.getByTestId('roster-to-move')).toContainText('1')
    await photograph(desk, 'appointments-leave')
    await keyboard.press('F7')
    const todos = page.getByTestId('appointment-todos')
    await expect(todos.getByRole('option')).toHaveCount(1)
    await expect(todos.getByRole('option')).toContainText('趙試民')
    await expect(todos.getByRole('option')).toContainText(words('appointment.trouble.leave'))
    await photograph(desk, 'appointments-todos')
  })

  await test.step('those who came are counted in the report of no-shows', async () => {
    const report = (testId: string) => page.getByTestId('screen-reports').getByTestId(testId)
    await keyboard.press(screenKey('reports'))
    await opened(page.getByTestId('screen-reports'))
    await report('report-no-show').press('Space')
    await expect(report('report-head')).toHaveAttribute('data-kind', 'no-show')
    const total = (column: string) => report('report-total').locator(`[data-column=${column}]`)
    await expect(total('came')).toHaveAttribute('data-value', '2')
    await expect(total('noShows')).toHaveAttribute('data-value', '0')
    await photograph(desk, 'reports-no-show')
    expect(await wcagProblems(page), 'WCAG 2.2 AA: no-shows').toEqual([])
  })
})
