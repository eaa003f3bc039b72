import { IsoDateSchema, PractitionerIdSchema } from '../../preload/contract/words.ts'
import { signOnAgain } from '../chaos/settle.ts'
import { wcagProblems } from '../fixtures/axe.ts'
import { photograph } from '../fixtures/photograph.ts'
import { register, signOn } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { amendmentOn } from '../pages/amendment.ts'
import { recordOn } from '../pages/record.ts'
import { words } from '../pages/words.ts'

const name = '林示安'

test('the record by keyboard: vitals, a snippet, a power cut in mid-typing, another desk’s draft, and the past taken over', async ({
  sims,
  desk,
}) => {
  const { consultation, cashier, appointments } = desk
  const record = recordOn(() => desk.page)
  const amendment = amendmentOn(() => desk.page)
  const keyboard = () => desk.page.keyboard
  await signOn(desk, sims)
  await register(desk, sims, 'lin-adult', name)
  await consultation.open()
  await consultation.takeNext()

  await test.step('vital signs: marked where they are unusual, refused with the reason where they cannot be', async () => {
    await record.typeVitals(['142/88', '72', '372'])
    const cell = (kind: string) => consultation.screen.getByTestId(`vital-cell-${kind}`)
    await expect(cell('pressure').getByTestId('vital-mark')).toHaveText(words('vitals.mark.high'))
    await expect(consultation.screen.getByTestId('vital-troubles')).toContainText('372')
    await expect(record.vital('temperature')).toHaveAttribute('aria-invalid', 'true')
    await record.vital('temperature').fill('37.2')
    await record.vital('temperature').press('Enter')
    await expect(consultation.screen.getByTestId('vital-troubles')).toBeEmpty()
    await record.vital('height').fill('170')
    await record.vital('weight').fill('70')
    await record.vital('weight').press('Enter')
    await expect(consultation.screen.getByTestId('vital-body-mass')).toContainText('24.2')
  })

  await test.step('a snippet is made in its layer, written by its name and filled in', async () => {
    await record.makeSnippet('.uri', '喉嚨痛{{days}}天')
    await keyboard().press('F3')
    await expect(record.note('subjective')).toBeFocused()
    await keyboard().insertText('咳嗽、')
    await keyboard().type('.uri', { delay: 60 })
    await keyboard().press('Tab')
    await expect(record.note('subjective')).toHaveValue('咳嗽、喉嚨痛{{days}}天')
    await keyboard().type('3')
    await expect(record.note('subjective')).toHaveValue('咳嗽、喉嚨痛3天')
    await consultation.draftIs('saved')
    await photograph(desk, 'record')
    expect(await wcagProblems(desk.page)).toEqual([])
  })

  await test.step('what cannot be read yet is left half typed', async () => {
    const [visit] = await desk.ask('visit:list', { day: null })
    if (visit === undefined) throw new Error('no visit')
    await keyboard().press('F4')
    await expect(record.diagnosisSearch()).toBeFocused()
    await keyboard().type('diabe', { delay: 60 })
    await record.vital('waist').fill('36.')
    await record.askBack('next week')
    await keyboard().press('F5')
    await expect(record.newOrder()).toBeFocused()
    // While an input method composes, every key is its own: nothing is taken, left or ended.
    const ime = await desk.page.context().newCDPSession(desk.page)
    const compose = (text: string) =>
      ime.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
    await compose('ㄒㄧㄠ')
    for (const key of ['Enter', 'Escape', 'F2', 'F9', 'Control+Enter', 'Control+1']) await keyboard().press(key)
    await expect(record.newOrder()).toBeFocused()
    await expect(record.newOrder()).toHaveValue('ㄒㄧㄠ')
    await compose('')
    await ime.detach()
    await expect(record.newOrder()).toHaveValue('')
    await keyboard().type('amox', { delay: 60 })
    const left = { 'diagnosis-search': 'diabe', 'vital-waist': '36.', 'return-on': 'next week', 'new-order': 'amox' }
    await expect.poll(() => desk.ask('half-typed:of-visit', { encounterId: visit.encounterId })).toEqual(left)
    await record.note('subjective').press('End')
  })

  const kept = 'kept before the cut. '
  const late = 'typed at the moment of the cut'
  await test.step('the power is cut while somebody types', async () => {
    await keyboard().press('Tab')
    await expect(record.note('objective')).toBeFocused()
    await keyboard().type(kept, { delay: 60 })
    await consultation.draftIs('saved')
    await keyboard().type(late, { delay: 60 })
    await desk.crash()
  })
  await desk.start()
  await test.step('after the restart everything that was said to be kept is there, and nothing that was never typed', async () => {
    await signOnAgain({ desk, sims })
    await consultation.open()
    await consultation.screen.getByTestId('start-consultation').press('Enter')
    await expect(record.note('subjective')).toHaveValue('咳嗽、喉嚨痛3天')
    await expect(record.note('objective')).toHaveValue(new RegExp(`^${kept}`))
    expect(`${kept}${late}`).toContain(await record.note('objective').inputValue())
    await expect(record.vital('pressure')).toHaveValue('142/88')
    await expect(record.vital('temperature')).toHaveValue('37.2')
    await expect(record.vital('waist')).toHaveValue('36.')
    await expect(consultation.screen.getByTestId('vital-troubles')).toContainText('36.')
    await expect(record.returnDay()).toHaveValue('next week')
    await expect(record.diagnosisSearch()).toHaveValue('diabe')
    await expect(consultation.screen.getByTestId('new-order')).toHaveText('amox')
  })

  await test.step('another desk’s newer draft is told and not written over; a person decides', async () => {
    const [visit] = await desk.ask('visit:list', { day: null })
    if (visit === undefined) throw new Error('no visit')
    const { encounterId } = visit
    const { soap } = await desk.ask('visit:detail', { encounterId })
    const other = { ...soap, plan: 'from the other desk' }
    await desk.ask('consultation:save-draft', { encounterId, soap: other, diagnoses: [], orders: [] })
    await record.note('plan').fill('mine')
    await expect(consultation.screen.getByTestId('draft-state')).toHaveAttribute('data-state', 'conflict')
    expect((await desk.ask('visit:detail', { encounterId })).soap.plan).toBe('from the other desk')
    await consultation.screen.getByTestId('draft-take-other').press('Enter')
    await expect(record.note('plan')).toHaveValue('from the other desk')
    await record.note('plan').fill('from both desks')
    await consultation.draftIs('saved')
  })

  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const inTwoWeeks = new Date(Date.parse(today) + 14 * 86_400_000).toISOString().slice(0, 10)
  await test.step('回診日 is said by days, and the visit ends over nothing half typed', async () => {
    const doctor = sims.settings.practitioners.find(({ role }) => role === 'doctor')
    if (doctor === undefined) throw new Error('the clinic has no doctor')
    await desk.ask('roster:plan', {
      practitionerId: PractitionerIdSchema.parse(doctor.id),
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      session: 'morning',
      roomId: '1',
      from: 540,
      to: 720,
      slotMinutes: 10,
      places: 3,
      walkInPlaces: 1,
      numberLimit: null,
      validFrom: IsoDateSchema.parse(today),
    })
    await keyboard().press('Control+Enter')
    await expect(record.returnDay()).toBeFocused()
    await expect(record.returnDay()).toHaveAttribute('aria-invalid', 'true')
    await record.askBack('7')
    await keyboard().press('Control+Enter')
    await expect(record.vital('waist')).toBeFocused()
    await record.vital('waist').fill('')
    await keyboard().press('Control+Enter')
    await expect(record.diagnosisSearch()).toBeFocused()
    await expect(consultation.screen.getByTestId('diagnosis-half-typed')).toContainText('diabe')
    await photograph(desk, 'half-typed-diagnosis')
    await record.diagnosisSearch().fill('')
    await expect(consultation.screen.getByTestId('diagnosis-half-typed')).toHaveCount(0)
    await consultation.addDiagnosis('J06.9')
    await consultation.addDiagnosis('I10')
  })

  await test.step('a whole note brings the diagnosis that is lacking, and Ctrl+Z takes just that away, also after typing since', async () => {
    await record.makeNoteTemplate('複診')
    const region = consultation.screen.getByRole('region', { name: words('consultation.diagnosis.title') })
    const chosen = region.getByRole('listitem')
    await chosen.filter({ hasText: 'I10' }).getByRole('button').first().press('Delete')
    await expect(chosen).toHaveText([/J06\.9/])
    const written = 'from both desks\nfrom both desks'
    const isWritten = async (): Promise<void> => {
      await expect(record.note('plan')).toHaveValue(written)
      await expect(chosen).toHaveText([/J06\.9/, /I10/])
    }
    const isUndone = async (): Promise<void> => {
      await expect(record.note('plan')).toHaveValue('from both desks')
      await expect(record.note('subjective')).toHaveValue('咳嗽、喉嚨痛3天')
      await expect(chosen).toHaveText([/J06\.9/])
    }
    await record.takeTemplate('複診')
    await isWritten()
    await keyboard().press('Control+z')
    await isUndone()
    await record.takeTemplate('複診')
    await isWritten()
    await record.note('plan').press('Control+End')
    await keyboard().insertText(' later')
    await expect(record.note('plan')).toHaveValue(`${written} later`)
    await keyboard().press('Control+z')
    await isWritten()
    await keyboard().press('Control+z')
    await isUndone()
    await consultation.draftIs('saved')
  })

  await test.step('回診日 is amended beside a template, over a restart, and offers its appointment', async () => {
    await keyboard().press('Control+Enter')
    await expect(record.newOrder()).toBeFocused()
    await expect(consultation.screen.getByTestId('order-half-typed')).toContainText('amox')
    await photograph(desk, 'half-typed')
    await keyboard().press('Backspace')
    await expect(record.newOrder()).toHaveValue('')
    await consultation.finish()
    await cashier.open()
    await cashier.close()
    await expect(cashier.stored.getByTestId('return-line')).toHaveAttribute('data-booked', 'false')

    await amendment.begin('F6')
    await record.askBack('14')
    await record.note('plan').press('Control+End')
    await record.takeTemplate('.uri')
    await expect(record.note('plan')).toHaveValue('from both desks喉嚨痛{{days}}天')
    await keyboard().press('Control+z')
    await expect(record.note('plan')).toHaveValue('from both desks')
    await record.takeTemplate('.uri')
    await amendment.putAside()
    await photograph(desk, 'amendment-kept')
    await desk.crash()
    await desk.start()
    await signOnAgain({ desk, sims })
    await consultation.open()
    await expect(consultation.screen.getByTestId('amendments-begun')).toContainText(name)
    await amendment.goOnFromList()
    await expect(record.returnDay()).not.toHaveValue('')
    await expect(record.note('plan')).toHaveValue('from both desks喉嚨痛{{days}}天')
    await photograph(desk, 'amendment-again')
    expect(await wcagProblems(desk.page)).toEqual([])
    await amendment.submit('改回診日')
    await expect(amendment.versions().locator('[data-part=return-on]')).toBeVisible()

    await keyboard().press('Control+N')
    await expect(appointments.screen.getByTestId('returning')).toContainText(name)
    await expect(appointments.screen.getByTestId('appointment-shown-day')).toHaveAttribute('data-day', inTwoWeeks)
    await appointments.choose(appointments.free(550))
    await keyboard().press('Enter')
    await expect(appointments.screen.getByTestId('booking-who')).toHaveValue(name)
    await photograph(desk, 'return-booking')
    await keyboard().press('F2')
    await expect(appointments.row(name)).toContainText(words('appointment.state.booked'))
    await expect(appointments.screen.getByTestId('returning')).toHaveCount(0)
    await cashier.open()
    await cashier.showClosed(name)
    await expect(cashier.stored.getByTestId('return-line')).toHaveAttribute('data-booked', 'true')
  })

  await test.step('the closed visit stands in the past of the next one', async () => {
    await sims.cards.pull()
    await desk.frontDesk.open()
    await register(desk, sims, 'lin-adult', name)
    await consultation.open()
    await keyboard().press('Escape')
    await consultation.takeNext()
    const past = record.past().filter({ hasText: 'J06.9' })
    await expect(past).toHaveCount(1)
    await expect(past.getByTestId('past-vitals')).toContainText('142/88')
    await expect(consultation.screen.getByTestId('history-cloud')).toBeVisible()
    await keyboard().press('Control+H')
    await expect(consultation.screen.getByTestId('history-filter')).toBeFocused()
    await keyboard().press('ArrowDown')
    await keyboard().press('Enter')
    const chosen = consultation.screen.getByRole('region', { name: words('consultation.diagnosis.title') })
    await expect(chosen.getByRole('listitem').filter({ hasText: 'J06.9' })).toBeVisible()
  })
})
