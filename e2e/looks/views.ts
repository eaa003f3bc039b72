import type { Page } from '@playwright/test'
import { screenNames } from '../../renderer/app/screenNames.ts'
import { sections } from '../../renderer/app/settingsSections.ts'
import { expect } from '../pages/soon.ts'
import { seldomAmendmentViews, usualAmendmentViews } from './amendmentViews.ts'
import { seldomCashierViews, usualCashierViews } from './cashierViews.ts'
import { seldomConsultationViews, usualConsultationViews, workspace } from './consultationViews.ts'
import { lapsedVisitViews } from './lapsedVisitViews.ts'
import { seldomReportViews, usualReportViews } from './reportViews.ts'
import { seldomUploadViews } from './uploadViews.ts'
import { clicked, marked, onScreen, type View, view } from './view.ts'
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

const statusLayer = (item: string, scene: string): View => ({
  name: `status-${item}-${scene}`,
  scene,
  layer: '[data-layer]:not([data-closed])',
  go: async (page) => {
    await page.getByTestId(`status-${item}`).click()
    await expect(page.locator('[data-layer]')).toBeVisible()
  },
})

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
/** `remedy`: what is offered there besides a restart, and comes a moment later. */
const startup = (scene: string, remedy = 'startup-failure'): View => ({
  name: `startup-${scene}`,
  scene,
  layer: null,
  go: (page) => expect(page.getByTestId(remedy)).toBeVisible(),
})
/** The window for patients; `scene` says how many rooms there are. */
const display = (scene: string): View => ({
  name: scene,
  scene,
  layer: null,
  go: (page) => expect(page.getByTestId('display-board')).toBeVisible(),
})
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
      // The chosen one, or the first where nothing was proposed.
      await expect(page.locator('[data-layer] [role=option]:focus')).toHaveCount(1)
      await page.keyboard.press('End')
      await expect(options.last()).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(options).toHaveCount(0)
    }
  },
}

/** Chooses one of the list who waits; not everybody does. */
const chooseWaiting = async (page: Page): Promise<void> => {
  for (const row of await page.locator('[data-testid^="visit-row-"]').all()) {
    await row.click()
    if ((await page.getByTestId('open-hand-over').count()) > 0) return
  }
}

/** Who waits gets another doctor. */
const handOver: View = {
  name: 'front-desk-hand-over',
  scene: 'normal',
  layer: marked('hand-over'),
  go: async (page) => {
    await onScreen('front-desk')(page)
    await expect(async () => {
      await chooseWaiting(page)
      await page.keyboard.press('Control+D')
      await expect(page.getByTestId('hand-over-doctor')).toBeFocused({ timeout: 2_000 })
    }).toPass()
  },
}

/** Who waits is put on hold, with the reason asked for; who is registered is asked about before the number is given back. */
const hold = view('waiting-hold', 'normal', 'consultation', ['ArrowDown', 'F6'], 'hold-reason')
/** One doctor's list, beside whom others wait for somebody else. */
const oneDoctor: View = {
  name: 'waiting-one-doctor',
  scene: 'normal',
  layer: null,
  go: async (page) => {
    await onScreen('consultation')(page)
    await page.getByTestId('waiting-doctor').selectOption({ index: 1 })
    await expect(page.getByTestId('waiting-elsewhere')).toBeVisible()
  },
}
const cancelling: View = {
  name: 'front-desk-cancelling',
  scene: 'normal',
  layer: marked('confirm-cancel'),
  go: async (page) => {
    await onScreen('front-desk')(page)
    await page.locator('[data-testid^="visit-row-"]').first().click()
    await page.keyboard.press('F7')
    await expect(page.getByTestId('confirm-cancel')).toBeVisible()
  },
}

/** 部分負擔身分 of who waits, set right at the front desk: the keys stay where they were. */
const copaymentChanged: View = {
  name: 'front-desk-copayment',
  scene: 'normal',
  layer: null,
  go: async (page) => {
    await onScreen('front-desk')(page)
    const choice = page.getByTestId('change-copayment')
    await expect(async () => {
      await chooseWaiting(page)
      await page.keyboard.press('Control+B')
      await expect(choice).toBeFocused({ timeout: 2_000 })
    }).toPass()
    await page.keyboard.press('Space')
    const options = page.locator('[data-layer]').getByRole('option')
    await expect(options.and(page.getByRole('option', { selected: true }))).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(options).toHaveCount(0)
    await expect(choice).toHaveAttribute('data-value', 'D00')
    await expect(choice).toBeFocused()
  },
}

/** Every screen, layer and form once, with work on it. */
export const usualViews: readonly View[] = [
  ...['card', 'card-fault', 'unresolved', 'remote', 'earlier'].map(frontDesk),
  leftBehind,
  anotherVisit,
  handOver,
  copaymentChanged,
  ...['virtual-photo', 'virtual-child'].map(held),
  scan,
  view('make-ups', 'card-owed-late', 'front-desk', ['F8'], 'make-ups'),
  homeRoute('home-route', 'home'),
  view('own-pin', 'card', 'front-desk', ['Control+P'], 'own-pin'),
  view('new-patient', 'normal', 'front-desk', ['Control+M'], 'patient-form'),
  clicked(frontDesk('card'), 'card-content', ['open-card-content'], 'card-content', marked('card-content')),
  view('waiting', 'normal', 'consultation'),
  view('waiting-earlier', 'earlier', 'consultation'),
  hold,
  oneDoctor,
  ...usualConsultationViews,
  cashier('card'),
  cashier('earlier'),
  ...usualCashierViews,
  uploads('broken'),
  view('uploads-detail', 'broken', 'uploads', ['ArrowDown', 'Home']),
  ...usualAmendmentViews,
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
  ...usualReportViews,
  ...sections.map((section) => settingsSection(section)),
  statusLayer('reader', 'readers'),
  statusLayer('hpc', 'pin'),
  statusLayer('sam', 'sam-console'),
  palette,
  paletteCatalog,
  startup('damaged', 'damage'),
]

/** The same in the states that come more seldom. */
const seldomViews: readonly View[] = [
  ...seldomAmendmentViews,
  ...['normal', 'empty', 'crowded', 'card-new', 'card-unreadable', 'card-refused', 'card-owed', 'card-swapped'].map(
    frontDesk,
  ),
  ...['card-reading', 'card-authenticating', 'other-serial', 'offline', 'patient-pin', 'unconfigured'].map(frontDesk),
  ...['virtual-lapsed', 'virtual-visits'].map(frontDesk),
  byHand,
  cancelling,
  frontDesk('tail-lost'),
  clicked(homeRoute('home-route', 'home'), 'home-route-looked', ['home-check-button'], 'home-surroundings'),
  clicked(homeRoute('home-route', 'home-offline'), 'home-route-offline', ['home-check-button'], 'home-no-network'),
  ...seldomScanViews,
  ...lapsedVisitViews,
  view('waiting-empty', 'empty', 'consultation'),
  ...seldomConsultationViews,
  ...['empty', 'offline', 'card-swapped', 'virtual-visits', 'crowded'].map(cashier),
  ...seldomCashierViews,
  ...['normal', 'empty', 'late', 'paused', 'no-upload', 'crowded', 'restored'].map(uploads),
  ...seldomUploadViews,
  view('patients', 'normal', 'patients'),
  withPatient('family', 'F7', 'family-search'),
  ...seldomReportViews,
  settingsSection('storeCare', 'care-missing'),
  settingsSection('readerCheck', 'broken'),
  ...(['reader', 'sam', 'hpc', 'vpn', 'outbox'] as const).map((item) => statusLayer(item, 'broken')),
  ...['pin-device', 'pin-locked', 'professional-removed', 'professional-stranger'].map((scene) =>
    statusLayer('hpc', scene),
  ),
  ...['sam-healing', 'sam-elsewhere'].map((scene) => statusLayer('sam', scene)),
  statusLayer('deadline', 'late'),
  startup('key-lost', 'recovery-code'),
  ...['future', 'settings-invalid'].map((scene) => startup(scene)),
  ...screenNames
    .filter((screen) => screen !== 'front-desk')
    .map((screen) => view(`unconfigured-${screen}`, 'unconfigured', screen)),
]

/** What hangs in the waiting room: at sizes of its own. */
export const displayViews: readonly View[] = ['display-1', 'display-1-quiet', 'display-3', 'display-4'].map(display)

export const everyView: readonly View[] = [...usualViews, ...seldomViews]
