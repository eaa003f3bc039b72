import { readdirSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { IsoDate } from '../../preload/contract/words.ts'
import { wcagProblems } from '../fixtures/axe.ts'
import { photograph } from '../fixtures/photograph.ts'
import { saveTo } from '../fixtures/saveDialog.ts'
import { seedUploads } from '../fixtures/seededUploads.ts'
import { slowStick } from '../fixtures/slowStick.ts'
import { canHaveSmallDisk, mountSmallDisk } from '../fixtures/smallDisk.ts'
import { test as base, expect } from '../fixtures/story.ts'
import { expectErrorCard } from '../pages/errorCard.ts'
import { words } from '../pages/words.ts'

/** The desk begins with months behind it, and with both lines down, so that what waits stays. */
const test = base.extend<{ readonly seeded: ReturnType<typeof seedUploads> }>({
  seeded: async ({ folder, sims }, use) => {
    await sims.vpn.cut()
    await use(seedUploads(join(folder, 'data')))
  },
  dataDirectory: async ({ seeded }, use) => {
    await use(seeded.dataDirectory)
  },
})

/** Before the first of the visits. */
const longAgo = '1130101'
const shown = (from: number, to: number, count: number): string => words('upload.page.shown', { from, to, count })
const counted = (count: number): string => (count > 100 ? shown(1, 100, count) : words('upload.page.all', { count }))
const allAudit = { from: null, to: null, who: '', patientId: null }

test('months of records: page by page, day by day, filter upon filter, and out to the inspector', async ({
  desk,
  seeded,
  folder,
}) => {
  const { uploads, page, cashier } = desk
  const { keyboard } = page
  const at = (mark: string) => uploads.screen.getByTestId(mark)

  await test.step('more than a hundred rows are turned by keyboard, and one comes back to where one was', async () => {
    await uploads.open()
    await expect(uploads.total).toHaveText(shown(1, 100, seeded.waiting))
    await keyboard.press('Control+PageDown')
    await expect(uploads.total).toHaveText(shown(101, seeded.waiting, seeded.waiting))
    await expect(at('upload-page-on')).toBeDisabled()
    await keyboard.press('End')
    const chosen = uploads.screen.locator('[role=option][aria-selected=true]')
    await expect(chosen).toHaveAttribute('aria-posinset', String(seeded.waiting - 100))
    const row = await chosen.getAttribute('data-testid')
    await uploads.hindranceIs('nhi-down')
    // What was asked of one row is said at that row only.
    await uploads.sendThis()
    await expect(at('row-note')).toHaveText(words('upload.woken', { count: 1 }))
    await keyboard.press('ArrowUp')
    await expect(at('row-note')).toHaveText('')
    await keyboard.press('End')
    await photograph(desk, 'upload-page-2')
    await uploads.openVisit()
    await expect(cashier.screen).toBeVisible()
    await uploads.open()
    await expect(uploads.total).toHaveText(shown(101, seeded.waiting, seeded.waiting))
    await expect(chosen).toHaveAttribute('data-testid', row ?? '')
    await expect(chosen).toBeInViewport()
    await keyboard.press('Control+PageUp')
    await expect(uploads.total).toHaveText(shown(1, 100, seeded.waiting))
  })

  let lateDay: IsoDate | null = null
  await test.step('the counts of a day are those of its rows, and choosing it shows them', async () => {
    await uploads.toggleDays()
    const days = await desk.ask('outbox:days', {})
    const choose = async (day: IsoDate): Promise<readonly number[]> => {
      const cells = at(`upload-day-${day}`).locator('td')
      await expect(cells).toHaveCount(4)
      await at(`upload-choose-${day}`).press('Enter')
      await expect(at(`upload-choose-${day}`)).toHaveAttribute('aria-pressed', 'true')
      return (await cells.allTextContents()).map(Number)
    }
    const ofRefused = days.find(({ refused }) => refused > 0)?.day
    const ofLate = days.find(({ refused, late }) => refused === 0 && late > 0)?.day
    if (ofRefused === undefined || ofLate === undefined) throw new Error('the days of what was seeded are not told')
    lateDay = ofLate
    const [received = 0, open = 0, refused = 0, late = 0] = await choose(ofRefused)
    expect([open, refused, late]).toEqual([0, seeded.refused, seeded.refused])
    await expect(uploads.total).toHaveText(counted(received + refused))
    await photograph(desk, 'upload-day-chosen')
    for (const [filter, count] of [
      ['accepted', received],
      ['rejected', refused],
      ['late', late],
    ] as const) {
      await uploads.show(filter)
      await expect(uploads.total).toHaveText(counted(count))
    }
    const [receivedThen = 0, openThen, refusedThen, lateThen] = await choose(ofLate)
    expect([openThen, refusedThen, lateThen]).toEqual([0, 0, seeded.receivedLate])
    await expect(uploads.total).toHaveText(counted(receivedThen))
  })

  await test.step('filters combine: a day, a state, a receiver and a number, and are cleared at once', async () => {
    await uploads.show('late')
    await expect(uploads.total).toHaveText(counted(seeded.receivedLate))
    await keyboard.press('Control+F')
    const [first] = await desk.ask('outbox:list', { filter: 'late', day: lateDay, limit: 1 })
    await keyboard.type(String(first?.queueNumber), { delay: 60 })
    await expect(uploads.total).toHaveText(counted(1))
    await expect(uploads.rows('nhi-upload')).toContainText(words('upload.filter.late'))
    await at('upload-find-clear').press('Enter')
    await expect(uploads.total).toHaveText(counted(seeded.refused + seeded.receivedLate))
    const again = at(`upload-choose-${lateDay}`)
    await again.press('Enter')
    await expect(again).toHaveAttribute('aria-pressed', 'true')
    await again.press('Enter')
    await expect(uploads.total).toHaveText(shown(1, 100, seeded.waiting))
  })

  const files = join(folder, 'files')
  const file = join(files, 'uploads.csv')
  await mkdir(files)
  const exportAll = () => at('export-uploads').press('Enter')
  const whole = words('upload.exported', { count: seeded.visits, file })
  await test.step('an export shows how far it is, also when its panel was closed meanwhile, and leaves nothing when it is stopped', async () => {
    await saveTo(desk, file)
    await at('export-from').fill(longAgo)
    await at('export-from').press('Enter')
    const quicken = await slowStick(desk, 60)
    await exportAll()
    const progress = at('export-progress')
    await expect(progress).toContainText(/[1-9]\d?%/)
    await expect(at('export-uploads')).toBeDisabled()
    await photograph(desk, 'upload-exporting')
    await uploads.toggleDays()
    await expect(at('upload-days')).toHaveCount(0)
    await uploads.toggleDays()
    await expect(progress).toContainText(/[1-9]\d?%/)
    await at('export-stop').press('Enter')
    await quicken()
    await expect(at('export-note')).toHaveText(words('upload.notExported'))
    await expect(progress).toHaveCount(0)
    expect(readdirSync(files)).toEqual([])
    await exportAll()
    await expect(at('export-note')).toHaveText(whole)
    await photograph(desk, 'upload-exported')
    const lines = readFileSync(file, 'utf8').trimEnd().split('\r\n')
    expect(lines).toHaveLength(seeded.visits + 1)
    expect(readdirSync(files)).toEqual(['uploads.csv'])
  })

  await test.step('a folder that is gone and a full disk are said, and a file that stands there stays', async () => {
    await saveTo(desk, join(folder, 'pulled-out', 'uploads.csv'))
    await exportAll()
    const error = await expectErrorCard(at('upload-days'), 'FILE_NOT_WRITTEN')
    await expect(error).toContainText(words('code.file.ENOENT'))
    if (canHaveSmallDisk()) {
      const disk = mountSmallDisk(join(folder, 'stick'))
      try {
        disk.fill()
        await saveTo(desk, join(disk.path, 'uploads.csv'))
        await exportAll()
        await expect(error).toContainText(words('code.file.ENOSPC'))
        expect(readdirSync(disk.path)).toEqual(['filler'])
      } finally {
        disk.remove()
      }
    }
    await photograph(desk, 'upload-export-failed')
    expect(await wcagProblems(page), 'WCAG 2.2 AA: an export that failed').toEqual([])
    const filter = { ...allAudit, action: 'uploads-exported' }
    const trail = await desk.ask('audit:list', { filter, before: null, limit: 10 })
    expect(trail.rows.map(({ details }) => JSON.parse(details))).toEqual([
      expect.objectContaining({ rows: seeded.visits }),
    ])
  })
})
