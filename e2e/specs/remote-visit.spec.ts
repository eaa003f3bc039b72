import type { Desk } from '../fixtures/desk.ts'
import { photograph } from '../fixtures/photograph.ts'
import { pngOf } from '../fixtures/qr/files.ts'
import { drawScene } from '../fixtures/qr/scene.ts'
import { bothReceived, cold, consult, register, signOn } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { scanOn } from '../pages/scan.ts'
import { words } from '../pages/words.ts'
import type { Sims } from '../sims/client.ts'

const name = '林示安'
const minute = 60_000
const hour = 60 * minute

/** Somebody the clinic knows, who is not here today. */
const known = async (desk: Desk, sims: Sims): Promise<void> => {
  await signOn(desk, sims)
  await register(desk, sims, 'lin-adult', name)
  await desk.frontDesk.cancelRegistered()
  await sims.cards.pull()
  await desk.frontDesk.next()
  await desk.frontDesk.cardIs('none')
}

const askByVideo = async (desk: Desk): Promise<void> => {
  const { frontDesk, remote } = desk
  await frontDesk.findPatient(name)
  await remote.choose('video')
  await remote.consent('spoken')
  await remote.ask(name)
}

const takenSerials = async (sims: Sims) =>
  (await sims.nhi.ledger()).visits.filter(({ counted, rolledBack }) => counted && !rolledBack)

test('by video: consent, the wait, the approval, and a visit that is marked wherever it stands', async ({
  sims,
  desk,
}) => {
  const { consultation, frontDesk, page, remote, strip } = desk
  await known(desk, sims)
  await test.step('a refusal stops; a first visit is warned of, with the rule', async () => {
    await frontDesk.findPatient(name)
    await remote.choose('video')
    await expect(page.getByTestId('register-button')).toBeDisabled()
    await remote.consent('refused')
    await page.getByTestId('note-refusal').click()
    await expect(page.getByTestId('consent-refused')).toHaveAttribute('data-noted', 'true')
    await expect(page.getByTestId('first-visit')).toContainText('通訊診察治療辦法')
    await expect(page.getByTestId('register-button')).toBeDisabled()
    await photograph(desk, '70-remote-refused-consent')
    await remote.consent('spoken')
    await photograph(desk, '71-remote-form')
  })
  await remote.ask(name)
  await test.step('the wait is seen, and the desk is free meanwhile', async () => {
    await expect(remote.wait(name)).toContainText(words('remote.todo.waiting'))
    await expect(remote.wait(name).getByTestId('remote-elapsed')).toContainText(/0:(0[2-9]|[1-5]\d)/)
    await frontDesk.hasNobody()
    await photograph(desk, '72-remote-waiting')
  })
  await sims.nhi.decideRemote(true)
  await test.step('the approval brings the patient to the desk, as a scan does', async () => {
    await strip.shows(name)
    await frontDesk.cardIs('authenticated')
    await remote.isHeld('video')
    await expect(page.getByTestId('consent')).toHaveAttribute('data-how', 'spoken')
    await expect(remote.waits).toHaveCount(0)
    await photograph(desk, '73-remote-approved')
  })
  const { serial } = await frontDesk.register()
  expect(serial).toMatch(/^[VWM]\d{3}$/)
  await test.step('online in the list, in the consultation, and by the filter', async () => {
    await expect(frontDesk.row(name).last().getByTestId('attendance')).toHaveAttribute('data-attendance', 'video')
    await page.getByTestId('filter-remote').click()
    await expect(frontDesk.row(name)).toHaveCount(1)
    await page.getByTestId('filter-remote').click()
    await photograph(desk, '74-remote-registered')
  })
  await test.step('marked for the doctor, whose list may show those online alone', async () => {
    await consultation.open()
    const row = consultation.screen.locator('[data-testid^=waiting-row-]').filter({ hasText: name })
    const onlineOnly = consultation.screen.getByTestId('filter-remote')
    await expect(row.getByTestId('attendance')).toHaveAttribute('data-attendance', 'video')
    await onlineOnly.click()
    await expect(onlineOnly).toHaveAttribute('aria-pressed', 'true')
    await expect(row).toHaveCount(1)
    await onlineOnly.click()
    await expect(onlineOnly).toHaveAttribute('aria-pressed', 'false')
  })
  await consult(desk)
  await desk.cashier.open()
  await test.step('and in the document for the clinic cloud', async () => {
    await desk.cashier.close()
    await desk.cashier.uploadIs('clinic-cloud', 'accepted')
    await desk.cashier.uploadIs('nhi-upload', 'accepted')
    const { records } = await sims.cloud.ledger()
    expect(JSON.stringify(records)).toContain('"code":"VR"')
  })
  expect(await takenSerials(sims)).toHaveLength(1)
})

test('the hour of a visit by video ends in the middle of it: the app is asked again where it stopped, and it goes on', async ({
  sims,
  desk,
}) => {
  const { cashier, consultation, frontDesk, page, remote, status } = desk
  const visitIs = (state: string) => expect(page.getByTestId('virtual-visit')).toHaveAttribute('data-state', state)
  await known(desk, sims)
  await askByVideo(desk)
  await sims.nhi.decideRemote(true)
  await desk.strip.shows(name)
  await frontDesk.cardIs('authenticated')
  expect((await frontDesk.register()).serial).toMatch(/^[VWM]\d{3}$/)
  await frontDesk.next()
  await consultation.open()
  await consultation.takeNext()
  await consultation.writeNote(cold.note)
  await consultation.addDiagnosis(cold.diagnosis)
  await consultation.addDrug(cold.drug)
  await test.step('told to the doctor with the NHI’s next answer, whose clock it is; until then the token of who left the desk serves', async () => {
    await page.getByTestId('nhi-alerts-ask').click()
    await expect(page.getByTestId('nhi-alerts')).toHaveAttribute('data-state', 'told')
    await sims.nhi.shiftClock(hour + minute)
    await page.getByTestId('nhi-alerts-ask').click()
    await visitIs('lapsed')
    await expect(page.getByTestId('virtual-visit')).toContainText(words('virtualCard.lapsedRemote'))
    await expect(page.getByTestId('nhi-alerts-ask')).toHaveCount(0)
    await photograph(desk, '82-remote-lapsed')
  })
  await test.step('the line is down while the app is asked: said there, and asked once more when it is back', async () => {
    await sims.vpn.cut('nhi')
    await status.is('vpn', 'down')
    await page.getByTestId('ask-app-again').press('Enter')
    const failed = page.getByTestId('ask-app-failed')
    await expect(failed).toHaveAttribute('data-code', 'NHI_UNREACHABLE')
    await expect(failed).toContainText(words('error.NHI_UNREACHABLE.next'))
    await expect(page.getByTestId('ask-app-again')).toBeFocused()
    await photograph(desk, '83-remote-ask-failed')
    await sims.vpn.restore('nhi')
    await status.is('vpn', 'up')
    await remote.askAgain(consultation.screen)
    await photograph(desk, '84-remote-asked-again')
  })
  await test.step('refused: told beside the visit and at the front desk, and the visit is kept', async () => {
    await sims.nhi.decideRemote(false)
    await remote.askedAgainIs(consultation.screen, 'refused')
    await expect(consultation.screen.getByTestId('error-line')).toHaveAttribute('data-code', 'REMOTE_VISIT_REFUSED')
    await photograph(desk, '85-remote-refused-again')
    await frontDesk.open()
    await remote.stateIs(name, 'refused')
    await expect(remote.wait(name)).toContainText(words('remote.forVisit'))
    await photograph(desk, '86-remote-refused-front-desk')
    await consultation.open()
    await expect(consultation.orders()).toHaveCount(1)
    await visitIs('lapsed')
  })
  await test.step('asked once more and approved: the doctor goes on', async () => {
    await remote.askAgain(consultation.screen, 'remote-again')
    await sims.nhi.decideRemote(true)
    await visitIs('calm')
    await expect(page.locator('body')).not.toBeFocused()
    await expect(remote.waits).toHaveCount(0)
    await page.getByTestId('nhi-alerts-ask').click()
    await expect(page.getByTestId('nhi-alerts')).toHaveAttribute('data-state', 'told')
    await photograph(desk, '87-remote-approved-again')
    await consultation.finish()
  })
  await test.step('at the cashier, an hour later: what had stopped goes on by itself', async () => {
    await cashier.open()
    await sims.nhi.shiftClock(2 * (hour + minute))
    await cashier.tryToClose('VIRTUAL_CARD_LAPSED')
    await photograph(desk, '88-remote-lapsed-cashier')
    await remote.askAgain(cashier.screen)
    await photograph(desk, '89-remote-asked-cashier')
    await sims.nhi.decideRemote(true)
    await expect(cashier.stored).toBeVisible()
    await bothReceived(desk)
  })
  const { records } = await sims.cloud.ledger()
  expect(JSON.stringify(records)).toContain('"code":"VR"')
  expect(await takenSerials(sims)).toHaveLength(1)
})

test('a refusal in the app, silence and a cancelled wait: nothing is taken, and each says what to do', async ({
  sims,
  desk,
}) => {
  const { frontDesk, page, remote } = desk
  await known(desk, sims)
  const before = (await takenSerials(sims)).length
  await askByVideo(desk)
  await sims.nhi.decideRemote(false)
  await test.step('refused', async () => {
    await remote.stateIs(name, 'refused')
    await frontDesk.says('REMOTE_VISIT_REFUSED')
    await photograph(desk, '75-remote-refused')
  })
  await test.step('asked again, with what was said before in the form', async () => {
    await remote.press(name, 'again')
    await remote.isHeld('video')
    await expect(page.getByTestId('choose-consent').locator('input[value="spoken"]')).toBeChecked()
    await remote.ask(name)
    await expect(remote.waits).toHaveCount(1)
  })
  await test.step('silent for ten minutes by the server’s clock: a person decides, and may wait on', async () => {
    await remote.stateIs(name, 'waiting')
    await sims.nhi.shiftClock(10 * minute)
    await remote.stateIs(name, 'silent')
    await expect(remote.wait(name)).toContainText(words('remote.todo.silent'))
    await frontDesk.hasNobody()
    await photograph(desk, '81-remote-silent')
    await remote.press(name, 'wait-on')
    await remote.stateIs(name, 'waiting')
  })
  await test.step('silence goes on being waited for, until it is cancelled; an approval then does nothing', async () => {
    await remote.press(name, 'cancel')
    await expect(remote.waits).toHaveCount(0)
    await sims.nhi.decideRemote(true)
    await frontDesk.findPatient(name)
    await remote.choose('phone')
    await remote.consent('written')
    await remote.ask(name)
    await frontDesk.hasNobody()
  })
  await desk.relaunch()
  await test.step('the program was closed while it waited: the request has to be made again', async () => {
    await remote.stateIs(name, 'interrupted')
    await expect(remote.wait(name)).toContainText(words('remote.todo.interrupted'))
    await photograph(desk, '76-remote-interrupted')
    await remote.press(name, 'again')
    await remote.isHeld('phone')
  })
  expect((await takenSerials(sims)).length).toBe(before)
})

test('the line is cut while the patient is waited for: it says so, loses nothing, and goes on by itself', async ({
  sims,
  desk,
}) => {
  const { frontDesk, remote, strip } = desk
  await known(desk, sims)
  await askByVideo(desk)
  await sims.vpn.cut()
  await expect(remote.wait(name)).toContainText(words('remote.todo.line'))
  await remote.stateIs(name, 'waiting')
  await photograph(desk, '77-remote-line-cut')
  await sims.nhi.decideRemote(true)
  await sims.vpn.restore()
  await strip.shows(name)
  await frontDesk.cardIs('authenticated')
  await remote.isHeld('video')
  await expect(remote.waits).toHaveCount(0)
})

test('at home without a network: told before the visit begins, F000, and made up with the card later', async ({
  sims,
  desk,
}) => {
  const { cashier, frontDesk, homeRoute, makeUps, page, remote, status } = desk
  await known(desk, sims)
  await homeRoute.open()
  await homeRoute.add(name)
  await test.step('before leaving everything works', async () => {
    expect(await homeRoute.check()).toEqual(['virtual', 'plastic'])
    await photograph(desk, '78-home-route')
  })
  await sims.vpn.cut()
  await status.is('vpn', 'down')
  await test.step('at the home there is no network: no code is to be shown', async () => {
    expect(await homeRoute.check()).toEqual(['exception'])
    await expect(page.getByTestId('home-no-network')).toBeVisible()
    await photograph(desk, '79-home-offline')
  })
  await test.step('the visit is one at home, and F000 stands there', async () => {
    await homeRoute.begin()
    await remote.isHeld('home')
    await expect(page.getByTestId('choose-exception')).toHaveAttribute('data-value', 'F000')
    await photograph(desk, '80-home-form')
    expect((await frontDesk.register()).serial).toBe('F000')
  })
  await consult(desk)
  await cashier.open()
  await cashier.close()
  await cashier.uploadIs('nhi-upload', 'waiting')
  await frontDesk.open()
  await homeRoute.open()
  await expect(homeRoute.row(name)).toContainText('F000')
  await page.keyboard.press('Escape')
  await sims.vpn.restore()
  await status.isAllSent()
  await test.step('back at the clinic the card makes it good', async () => {
    await sims.cards.insert('lin-adult')
    await frontDesk.cardIs('authenticated')
    await makeUps.open()
    await makeUps.submit()
    await makeUps.close()
    await status.isAllSent()
  })
  const [{ records }, cloud] = await Promise.all([sims.nhi.ledger(), sims.cloud.ledger()])
  expect(records.find(({ record }) => record.header.H01 === 'B')?.record.visit).toMatchObject({ M13: 'F000' })
  expect(records.find(({ record }) => record.header.H01 === 'A')?.record.visit).toMatchObject({ M12: '2' })
  expect(JSON.stringify(cloud.records)).toContain('"code":"HH"')
})

test('a code that a patient has sent as a picture serves as a scan, and the visit is one by phone', async ({
  sims,
  desk,
}) => {
  const { frontDesk, page, remote, strip } = desk
  await known(desk, sims)
  const text = await sims.nhi.makeVirtualCard('lin-adult')
  await test.step('the picture is opened as a file', async () => {
    const scan = scanOn(() => page)
    await scan.open()
    const picture = pngOf(drawScene({ text, width: 640, height: 640, share: 0.9 }))
    await scan.picture({ name: 'forwarded.png', mimeType: 'image/png', buffer: picture })
    await strip.shows(name)
    await frontDesk.cardIs('authenticated')
    await desk.virtualCard.isAway()
  })
  await remote.choose('phone')
  await expect(page.getByTestId('register-button')).toBeDisabled()
  await remote.consent('urgent')
  await expect(page.getByTestId('register-button')).toBeDisabled()
  await page.getByTestId('consent-reason').fill('胸痛，家屬代訴')
  await expect(page.getByTestId('register-button')).toBeEnabled()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('registered')).toBeVisible()
  await expect(frontDesk.row(name).last().getByTestId('attendance')).toHaveAttribute('data-attendance', 'phone')
  await expect(page.getByTestId('consent')).toContainText('胸痛，家屬代訴')
  const [visit] = (await desk.ask('visit:list', { day: null })).filter(({ attendance }) => attendance === 'phone')
  expect(visit).toMatchObject({ medium: 'virtual', consent: { how: 'urgent' } })
})
