import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportColumns } from '../../preload/contract/upload/outbox.ts'
import { killNow, processesOf } from '../crash/victims.ts'
import { photograph } from '../fixtures/photograph.ts'
import { saveTo } from '../fixtures/saveDialog.ts'
import { untilCashier } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { words } from '../pages/words.ts'

const hourMs = 3_600_000
const name = '林示安'
const reason = '停電'
const allAudit = { from: null, to: null, who: '', patientId: null }

test('paused, late with its reason, sent alone, drained, and exported: what a person asks of the sending, by keyboard', async ({
  sims,
  desk,
  folder,
}) => {
  const { cashier, status, uploads } = desk
  const handedIn = async () => {
    const [nhi, cloud] = await Promise.all([sims.nhi.ledger(), sims.cloud.ledger()])
    return [nhi.uploads.length, cloud.records.length]
  }
  const serverTimeIs = async (hoursOn: number): Promise<void> => {
    await Promise.all([sims.nhi.shiftClock(hoursOn * hourMs), sims.cloud.shiftClock(hoursOn * hourMs)])
    await desk.ask('status:probe', {})
  }
  await untilCashier(desk, sims, 'lin-adult', name)
  await sims.vpn.cut('cloud')
  await uploads.open()
  await uploads.pause()
  await cashier.open()
  await cashier.close()

  await test.step('a pause is said in the bar and in the monitor, nothing is sent and nothing green, over a death of the worker', async () => {
    await expect(status.item('outbox')).toContainText(words('status.outbox.paused', { time: '' }).trim())
    // The worker that comes in its place is told of the pause.
    desk.expectComplaint(/outbox-exited/)
    const before = await processesOf(desk)
    killNow('worker', before)
    await expect.poll(async () => (await processesOf(desk)).worker ?? before.worker).not.toBe(before.worker)
    await expect.poll(async () => (await desk.ask('status:current', {})).outbox.running).toBe(true)
    await status.is('vpn', 'up')
    await uploads.open()
    await expect(uploads.screen.getByTestId('sending-paused')).toBeVisible()
    await uploads.stateIs('nhi-upload', 'waiting')
    await uploads.stateIs('clinic-cloud', 'waiting')
    await uploads.choose('nhi-upload')
    await uploads.hindranceIs('paused')
    await expect(uploads.screen.getByTestId('send-this')).toBeDisabled()
    await expect(uploads.screen.getByTestId('send-now')).toBeDisabled()
    await photograph(desk, 'upload-paused')
  })

  await test.step('the deadline alarms all the same, and late is late, with its reason', async () => {
    await serverTimeIs(20.5)
    await expect(status.item('deadline')).toHaveAttribute('data-state', 'near')
    await expect(status.item('deadline')).toContainText(words('alarm.status.upload'))
    await serverTimeIs(25)
    await expect(status.item('deadline')).toHaveAttribute('data-state', 'late')
    const lateness = uploads.screen.getByTestId('lateness')
    await expect(lateness).toContainText(words('upload.lateNow'))
    await expect(lateness).toContainText(words('upload.cause.waiting'))
    await expect(uploads.rows('nhi-upload')).toContainText(words('upload.overdue'))
    const note = uploads.screen.getByTestId('late-note')
    await note.pressSequentially(reason, { delay: 60 })
    await note.press('Enter')
    await expect(lateness.getByRole('button', { name: words('upload.lateNoteSave') })).toBeDisabled()
    await expect(uploads.screen.locator('.text-ok')).toHaveCount(0)
    await photograph(desk, 'upload-late')
    expect(await handedIn()).toEqual([0, 0])
  })

  await test.step('resumed, it goes by itself; the NHI wants ten minutes, and F3 does not wait for them', async () => {
    const busy = {
      kind: 'http-status',
      status: 503,
      retryAfterSeconds: 600,
      path: '/V2000/VNHI_Upload',
      count: 1_000,
    } as const
    await sims.nhi.failNext(busy)
    await uploads.resume()
    await expect(uploads.screen.getByTestId('upload-history').getByRole('listitem')).not.toHaveCount(0)
    await uploads.stateIs('nhi-upload', 'waiting')
    await uploads.hindranceIs(null)
    expect(await handedIn()).toEqual([0, 0])
    await sims.nhi.clearFaults()
    await uploads.sendThis()
    await expect(uploads.rows('nhi-upload')).toHaveCount(0)
    await uploads.show('late')
    await uploads.stateIs('nhi-upload', 'accepted')
    await uploads.choose('nhi-upload')
    await expect(uploads.screen.getByTestId('lateness')).toContainText(words('upload.lateReceived'))
    await expect(uploads.screen.getByTestId('late-note')).toHaveValue(reason)
    await photograph(desk, 'upload-late-received')
    const { records } = await sims.nhi.ledger()
    expect(records).toHaveLength(1)
    expect(records[0]).toMatchObject({ late: true })
  })

  await test.step('what cannot go says why: before closing, and row by row', async () => {
    const line = { count: 1, line: words('upload.drain.cloud') }
    await expect(await uploads.drain()).toHaveText(words('upload.drain.lineDown', line))
    await uploads.show('open')
    await uploads.choose('clinic-cloud')
    await uploads.hindranceIs('cloud-down')
    await photograph(desk, 'upload-cloud-down')
    await uploads.screen.getByTestId('drain-stop').press('Enter')
    await expect(uploads.screen.getByTestId('drain-state')).toHaveCount(0)
  })

  await test.step('a pause ends with the program: after a restart the rest goes by itself', async () => {
    await uploads.pause()
    await sims.vpn.restore('cloud')
    await desk.ask('status:probe', {})
    await expect.poll(async () => (await desk.ask('status:current', {})).cloud.state).toBe('up')
    await uploads.hindranceIs('paused')
    expect(await handedIn()).toEqual([1, 0])
    await desk.relaunch()
    await status.isAllSent()
    expect(await handedIn()).toEqual([1, 1])
    await uploads.open()
    await expect(await uploads.drain()).toHaveText(words('upload.drain.done'))
    await expect(uploads.screen.getByTestId('sending-paused')).toHaveCount(0)
  })

  await test.step('the inspector gets each record by its numbers and no name, and the trail says that it was written out', async () => {
    const file = join(folder, 'uploads.csv')
    await saveTo(desk, file)
    await uploads.toggleDays()
    await uploads.screen.getByTestId('export-uploads').press('Enter')
    await expect(uploads.screen.getByTestId('export-note')).toHaveText(words('upload.exported', { count: 2, file }))
    const text = readFileSync(file, 'utf8')
    const [visit] = await desk.ask('visit:list', { day: null })
    for (const person of [name, 'A200000012', visit?.encounterId ?? name]) expect(text).not.toContain(person)
    const [head, ...rows] = text
      .replace(/^\uFEFF/, '')
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','))
    expect(head).toEqual(exportColumns.map((column) => words(`upload.exportWord.${column}`)))
    const cell = (row: readonly string[] | undefined, column: (typeof exportColumns)[number]) =>
      row?.[exportColumns.indexOf(column)]
    const ofNhi = rows.find((row) => cell(row, 'target') === words('upload.target.nhi-upload'))
    const ofCloud = rows.find((row) => cell(row, 'target') === words('upload.target.clinic-cloud'))
    expect(rows).toHaveLength(2)
    expect([cell(ofNhi, 'late'), cell(ofNhi, 'lateCause'), cell(ofNhi, 'lateNote')]).toEqual([
      words('upload.exportWord.isLate'),
      words('upload.cause.waiting'),
      reason,
    ])
    expect([cell(ofCloud, 'late'), cell(ofCloud, 'lateNote')]).toEqual(['', ''])
    for (const row of [ofNhi, ofCloud]) {
      expect(cell(row, 'state')).toBe(words('upload.state.accepted'))
      expect(cell(row, 'visitSequenceNumber')).toBe('0001')
      expect(cell(row, 'receipt')).not.toBe('')
    }
    const filter = { ...allAudit, action: 'uploads-exported' }
    const trail = await desk.ask('audit:list', { filter, before: null, limit: 10 })
    expect(trail.rows.map(({ details }) => JSON.parse(details))).toEqual([expect.objectContaining({ rows: 2 })])
  })
})
