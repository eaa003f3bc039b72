import { type ComponentType, lazy, Suspense, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { FrontDeskScreen } from '../features/front-desk/FrontDeskScreen.tsx'
import { Loading } from '../ui/notices/Waiting.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { useNavigation } from './navigation.ts'
import type { ScreenName } from './screenNames.ts'

const load = {
  appointments: () =>
    import('../features/appointments/AppointmentsScreen.tsx').then((module) => module.AppointmentsScreen),
  consultation: () =>
    import('../features/consultation/ConsultationScreen.tsx').then((module) => module.ConsultationScreen),
  cashier: () => import('../features/cashier/CashierScreen.tsx').then((module) => module.CashierScreen),
  uploads: () => import('../features/uploads/UploadsScreen.tsx').then((module) => module.UploadsScreen),
  patients: () => import('../features/patients/PatientsScreen.tsx').then((module) => module.PatientsScreen),
  reports: () => import('../features/reports/ReportsScreen.tsx').then((module) => module.ReportsScreen),
  settings: () => import('../features/settings/SettingsScreen.tsx').then((module) => module.SettingsScreen),
} as const satisfies Partial<Record<ScreenName, () => Promise<ComponentType>>>

type LaterScreen = keyof typeof load
const laterScreens = Object.keys(load) as readonly LaterScreen[]
const later = (name: LaterScreen): ComponentType => lazy(async () => ({ default: await load[name]() }))

/** All but the first screen come later, so that the desk stands sooner. */
const screens = {
  'front-desk': FrontDeskScreen,
  appointments: later('appointments'),
  consultation: later('consultation'),
  cashier: later('cashier'),
  uploads: later('uploads'),
  patients: later('patients'),
  reports: later('reports'),
  settings: later('settings'),
} as const satisfies Readonly<Record<ScreenName, ComponentType>>

const here = new Map<ScreenName, ComponentType>()

/** Fetches the other screens ahead of time, so that going there is a matter of a frame or two. */
export const fetchDesks = (): void => {
  for (const name of laterScreens) void load[name]().then((screen) => here.set(name, screen))
}

/** What is here already is drawn at once: React would hold back even a lazy part that is loaded for a third of a second. */
const componentOf = (name: ScreenName): ComponentType => here.get(name) ?? screens[name]

/** The present screen. A change of screen puts the focus into it. */
export const Screen = () => {
  const { t } = useTranslation()
  const screen = useNavigation(({ screen }) => screen)
  const arrivals = useNavigation(({ arrivals }) => arrivals)
  const box = useRef<HTMLElement>(null)
  // Fixed as long as the screen stands, because another component would begin anew.
  const Current = useMemo(() => componentOf(screen), [screen])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves when another screen or target comes, and only then
  useEffect(() => {
    const within = document.activeElement !== null && box.current?.contains(document.activeElement) === true
    if (!within) box.current?.focus()
  }, [screen, arrivals])
  return (
    <main
      ref={box}
      tabIndex={-1}
      aria-label={t(`app.screen.${screen}`)}
      data-testid={`screen-${screen}`}
      className="flex min-h-0 min-w-0 flex-1 flex-col overflow-auto outline-none"
    >
      <ErrorBoundary resetKey={screen}>
        <Suspense fallback={<Loading />}>
          <Current key={arrivals} />
        </Suspense>
      </ErrorBoundary>
    </main>
  )
}
