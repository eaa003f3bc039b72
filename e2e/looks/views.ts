import { type ReportGrouping, type ReportKind, ReportKindSchema } from '../../preload/contract/paper/reportLayouts.ts'
import { screenNames } from '../../renderer/app/screenNames.ts'
import { sections } from '../../renderer/app/settingsSections.ts'
import { expect } from '../pages/soon.ts'
import { seldomCashierViews, usualCashierViews } from './cashierViews.ts'
import { lapsedVisitViews } from './lapsedVisitViews.ts'
import { seldomUploadViews } from './uploadViews.ts'
import { clicked, marked, onScreen, recordLayer, type View, view } from './view.ts'
import { held, scan, seldomScanViews } from './virtualCardViews.ts'

const settingsSection = (section: string, scene = 'normal'): View => ({
  name: `settings-${section}${scene === 'normal' ? '' : `-${scene}`}`,
  scene,
  layer: null,
  go: async (page) => {
    await onScreen('settings')(page)
    await page.getByTestId(`settings-section-${section}`).click()
  },
})

const report = (kind: ReportKind): View => ({
  name: `report-${kind}`,
  scene: 'normal',
  layer: null,
  go: async (page) => {
    await onScreen('reports')(page)
    await page.getByTestId('report-day').focus()
    for (let step = 0; step < ReportKindSchema.options.indexOf(kind); step += 1) await page.keyboard.press('ArrowDown')
    await expect(page.locator(`[data-testid=report-head][data-kind=${kind}]`)).toBeVisible()
  },
})

/** A report cut in another way than usual. */
const reportBy = (kind: ReportKind, by: ReportGrouping): View => ({
  ...report(kind),
  name: `report-${kind}-by-${by}`,
  go: async (page) => {
    await report(kind).go(page)
    await page.locator(`[data-testid=report-by] [type=radio][value=${by}]`).press('Space')
    await expect(page.locator(`[data-testid=report-head][data-by=${by}]`)).toBeVisible()
  },
})

const statusLayer = (item: string, scene: string): View => ({
  name: `status-${item}-${scene}`,
  scene,
  layer: '[data-layer]:not([data-closed])',
  go: async (page) => {
    await page.getByTestId(`status-${item}`).click()
    await expect(page.locator('[data-layer]')).toBeVisible()
  },
})

const workspace: View = {
  name: 'consultation',
  scene: 'card',
  layer: recordLayer,
  go: async (page) => {
    await onScreen('consultation')(page)
    await page.keyboard.press('F2')
    await expect(page.getByTestId('soap-subjective')).toBeVisible()
    await expect(page.getByTestId('vitals')).toBeVisible()
  },
}
const inWorkspace = (name: string, keys: readonly string[], mark: string): View => ({
  name: `consultation-${name}`,
  scene: workspace.scene,
  layer: marked(mark),
  go: async (page) => {
    await workspace.go(page)
    for (const key of keys) await page.keyboard.press(key)
    await expect(page.getByTestId(mark).first()).toBeVisible()
  },
})
/** Who dispenses, while it is chosen. */
const dispenser: View = {
  name: 'consultation-prescription-dispenser',
  scene: workspace.scene,
  layer: marked('prescription-form'),
  go: async (page) => {
    await workspace.go(page)
    await page.keyboard.press('Control+r')
    await page.getByTestId('prescription-dispenser').press('Space')
    await expect(page.getByRole('option').filter({ hasText: '周試藥' })).toBeVisible()
  },
}
const patient: View = {
  name: 'patient',
  scene: 'normal',
  layer: null,
  go: async (page) => {
    await onScreen('patients')(page)
    await page.keyboard.insertText('陳')
    await page.locator('[data-testid^="patient-row-"]').first().click()
    await expect(page.getByTestId('patient-details')).toBeVisible()
  },
}
const withPatient = (name: string, key: string, mark: string): View => ({
  name: `patient-${name}`,
  scene: patient.scene,
  layer: marked(mark),
  go: async (page) => {
    await patient.go(page)
    await page.keyboard.press(key)
    await expect(page.getByTestId(mark).first()).toBeVisible()
  },
})

const homeRoute = (name: string, scene: string): View => view(name, scene, 'front-desk', ['Control+G'], 'home-route')

const palette: View = {
  name: 'palette',
  scene: 'normal',
  layer: marked('palette'),
  go: async (page) => {
    await page.keyboard.press('Control+K')
    await expect(page.getByTestId('palette')).toBeVisible()
  },
}
/** Found by the palette in a consultation, and put into its record. */
const paletteCatalog: View = {
  name: 'palette-catalog',
  scene: workspace.scene,
  layer: palette.layer,
  go: async (page) => {
    await workspace.go(page)
    const choose = async (typed: string, item: string): Promise<void> => {
      await page.keyboard.press('Control+K')
      await page.keyboard.insertText(typed)
      await expect(page.getByTestId(item)).toHaveAttribute('aria-selected', 'true')
    }
    await choose('AC34567100', 'palette-item-drug:AC34567100')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('order-sheet').getByText('AC34567100').first()).toBeVisible()
    await choose('J20.9', 'palette-item-diagnosis:J20.9')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('diagnosis-search')).toBeFocused()
    await expect(page.getByTestId('screen-consultation').getByText('J20.9').first()).toBeVisible()
    await choose('J06.9', 'palette-item-diagnosis:J06.9')
  },
}
const startup = (scene: string): View => ({
  name: `startup-${scene}`,
  scene,
  layer: null,
  go: (page) => expect(page.getByTestId('startup-failure')).toBeVisible(),
})
/** The window for patients; `scene` says how many rooms there are. */
const display = (scene: string): View => ({
  name: scene,
  scene,
  layer: null,
  go: (page) => expect(page.getByTestId('display-board')).toBeVisible(),
})
const refused: View = {
  name: 'uploads-refused',
  scene: 'broken',
  layer: null,
  go: async (page) => {
    await onScreen('uploads')(page)
    await page.locator('[data-testid=screen-uploads] [type=radio][value=rejected]').press('Space')
    const rows = page.locator('[data-testid^="outbox-row-"]')
    await expect(rows).toHaveCount(1)
    await rows.click()
    await expect(page.getByTestId('amend-refused')).toBeEnabled()
  },
}
/** A refused record, in the place where it is mended. */
const amendment: View = {
  name: 'amendment',
  scene: refused.scene,
  layer: null,
  go: async (page) => {
    await refused.go(page)
    await page.keyboard.press('F8')
    await expect(page.getByTestId('amend-workspace')).toBeVisible()
  },
}
/** What was begun there, put aside, in its list under those who wait. */
const begunAmendment: View = {
  name: 'waiting-amendments',
  scene: amendment.scene,
  layer: null,
  go: async (page) => {
    await amendment.go(page)
    await page.getByTestId('amend-reason').press('End')
    await page.keyboard.insertText('依退件補正')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('amend-reason')).not.toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('amendment-kept')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.getByTestId('amendments-begun').locator('summary').press('Enter')
    await expect(page.getByTestId('amendment-go-on')).toBeVisible()
  },
}
const frontDesk = (scene: string): View => view(`front-desk-${scene}`, scene, 'front-desk')
const cashier = (scene: string): View => view(`cashier-${scene}`, scene, 'cashier')
const uploads = (scene: string): View => view(`uploads-${scene}`, scene, 'uploads')

/** Who has a visit left open on an earlier day, and the form for today beside it. */
const leftBehind = view('front-desk-card-earlier', 'card-earlier', 'front-desk', [], 'register-another')
const anotherVisit: View = {
  ...leftBehind,
  name: 'front-desk-card-earlier-another',
  go: async (page) => {
    await leftBehind.go(page)
    await page.keyboard.press('F11')
    await expect(page.getByTestId('register-button')).toBeFocused()
  },
}

/** Category and copayment as somebody chose them, with what would be proposed under each. */
const byHand: View = {
  name: 'front-desk-by-hand',
  scene: 'card',
  layer: null,
  go: async (page) => {
    await onScreen('front-desk')(page)
    const options = page.locator('[data-layer]').getByRole('option')
    for (const field of ['choose-treatment-item', 'choose-copayment']) {
      await page.getByTestId(field).press('Space')
      await expect(options.and(page.getByRole('option', { selected: true }))).toBeFocused()
      await page.keyboard.press('End')
      await expect(options.last()).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(options).toHaveCount(0)
    }
  },
}

/** Who waits gets another doctor. */
const handOver: View = {
  name: 'front-desk-hand-over',
  scene: 'normal',
  layer: marked('hand-over'),
  go: async (page) => {
    await onScreen('front-desk')(page)
    // Not everybody waits.
    const rows = page.locator('[data-testid^="visit-row-"]')
    await expect(async () => {
      for (const row of await rows.all()) {
        await row.click()
        if ((await page.getByTestId('open-hand-over').count()) > 0) break
      }
      await page.keyboard.press('Control+D')
      await expect(page.getByTestId('hand-over-doctor')).toBeFocused({ timeout: 2_000 })
    }).toPass()
  },
}

/** Every screen, layer and form once, with work on it. */
export const usualViews: readonly View[] = [
  ...['card', 'card-fault', 'unresolved', 'remote', 'earlier'].map(frontDesk),
  leftBehind,
  anotherVisit,
  handOver,
  ...['virtual-photo', 'virtual-child'].map(held),
  scan,
  view('make-ups', 'card-owed-late', 'front-desk', ['F8'], 'make-ups'),
  homeRoute('home-route', 'home'),
  view('own-pin', 'card', 'front-desk', ['Control+P'], 'own-pin'),
  view('new-patient', 'normal', 'front-desk', ['Control+M'], 'patient-form'),
  clicked(frontDesk('card'), 'card-content', ['open-card-content'], 'card-content', marked('card-content')),
  view('waiting', 'normal', 'consultation'),
  view('waiting-earlier', 'earlier', 'consultation'),
  workspace,
  inWorkspace('templates', ['Control+t'], 'templates'),
  inWorkspace('sets', ['Control+g'], 'order-sets'),
  inWorkspace('prescription', ['Control+r'], 'prescription-form'),
  cashier('card'),
  cashier('earlier'),
  ...usualCashierViews,
  uploads('broken'),
  view('uploads-detail', 'broken', 'uploads', ['ArrowDown', 'Home']),
  refused,
  amendment,
  view('uploads-days', 'normal', 'uploads', ['F6'], 'upload-days'),
  view('appointments', 'normal', 'appointments'),
  view('appointment-details', 'normal', 'appointments', ['Home', 'ArrowDown', 'ArrowDown', 'ArrowDown']),
  view('appointment-todos', 'normal', 'appointments', ['F7'], 'appointment-todos'),
  view('appointment-week', 'normal', 'appointments', ['F8'], 'appointment-week'),
  view('roster', 'normal', 'appointments', ['Control+G'], 'roster'),
  view('booking-form', 'normal', 'appointments', ['Home', 'F2'], 'booking-form'),
  patient,
  withPatient('edit', 'F4', 'patient-form'),
  withPatient('problems', 'F5', 'problems-form'),
  withPatient('merge', 'F8', 'merge-search'),
  report('day'),
  ...sections.map((section) => settingsSection(section)),
  statusLayer('reader', 'readers'),
  statusLayer('hpc', 'pin'),
  statusLayer('sam', 'sam-console'),
  palette,
  paletteCatalog,
  startup('damaged'),
]

/** The same in the states that come more seldom. */
const seldomViews: readonly View[] = [
  begunAmendment,
  ...['normal', 'empty', 'crowded', 'card-new', 'card-unreadable', 'card-refused', 'card-owed', 'card-swapped'].map(
    frontDesk,
  ),
  ...['card-reading', 'card-authenticating', 'other-serial', 'offline', 'patient-pin', 'unconfigured'].map(frontDesk),
  ...['virtual-lapsed', 'virtual-visits'].map(frontDesk),
  byHand,
  clicked(homeRoute('home-route', 'home'), 'home-route-looked', ['home-check-button'], 'home-surroundings'),
  clicked(homeRoute('home-route', 'home-offline'), 'home-route-offline', ['home-check-button'], 'home-no-network'),
  ...seldomScanViews,
  ...lapsedVisitViews,
  view('waiting-empty', 'empty', 'consultation'),
  dispenser,
  ...['empty', 'offline', 'card-swapped', 'virtual-visits', 'crowded'].map(cashier),
  ...seldomCashierViews,
  ...['normal', 'empty', 'late', 'paused', 'no-upload', 'crowded', 'restored'].map(uploads),
  ...seldomUploadViews,
  view('patients', 'normal', 'patients'),
  withPatient('family', 'F7', 'family-search'),
  ...ReportKindSchema.options.filter((kind) => kind !== 'day').map(report),
  reportBy('revenue', 'kind'),
  settingsSection('storeCare', 'care-missing'),
  settingsSection('readerCheck', 'broken'),
  ...(['reader', 'sam', 'hpc', 'vpn', 'outbox'] as const).map((item) => statusLayer(item, 'broken')),
  ...['pin-device', 'pin-locked', 'professional-removed', 'professional-stranger'].map((scene) =>
    statusLayer('hpc', scene),
  ),
  ...['sam-healing', 'sam-elsewhere'].map((scene) => statusLayer('sam', scene)),
  statusLayer('deadline', 'late'),
  ...['key-lost', 'future', 'settings-invalid'].map(startup),
  ...screenNames
    .filter((screen) => screen !== 'front-desk')
    .map((screen) => view(`unconfigured-${screen}`, 'unconfigured', screen)),
]

/** What hangs in the waiting room: at sizes of its own. */
export const displayViews: readonly View[] = ['display-1', 'display-1-quiet', 'display-3', 'display-4'].map(display)

export const everyView: readonly View[] = [...usualViews, ...seldomViews]
