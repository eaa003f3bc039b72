import { lazy, Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { FrontDeskScreen } from '../features/front-desk/FrontDeskScreen.tsx'
import { Loading } from '../ui/Waiting.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { useNavigation } from './navigation.ts'
import type { ScreenName } from './screenNames.ts'

const load = {
  consultation: () =>
    import('../features/consultation/ConsultationScreen.tsx').then((module) => ({
      default: module.ConsultationScreen,
    })),
  cashier: () => import('../features/cashier/CashierScreen.tsx').then((module) => ({ default: module.CashierScreen })),
  uploads: () => import('../features/uploads/UploadsScreen.tsx').then((module) => ({ default: module.UploadsScreen })),
}

/** Fetches the screens of a visit's way ahead of time, so that going there is a matter of one frame. */
export const fetchDesks = (): void => {
  for (const fetch of Object.values(load)) void fetch()
}

/** All but the first screen come later, so that the desk stands sooner. */
const screens = {
  'front-desk': FrontDeskScreen,
  appointments: lazy(() =>
    import('../features/appointments/AppointmentsScreen.tsx').then((module) => ({
      default: module.AppointmentsScreen,
    })),
  ),
  consultation: lazy(load.consultation),
  cashier: lazy(load.cashier),
  uploads: lazy(load.uploads),
  patients: lazy(() =>
    import('../features/patients/PatientsScreen.tsx').then((module) => ({ default: module.PatientsScreen })),
  ),
  reports: lazy(() =>
    import('../features/reports/ReportsScreen.tsx').then((module) => ({ default: module.ReportsScreen })),
  ),
  settings: lazy(() =>
    import('../features/settings/SettingsScreen.tsx').then((module) => ({ default: module.SettingsScreen })),
  ),
} as const satisfies Readonly<Record<ScreenName, unknown>>

/** The present screen. A change of screen puts the focus into it; what wants the first key marks itself `data-autofocus`. */
export const Screen = () => {
  const { t } = useTranslation()
  const screen = useNavigation(({ screen }) => screen)
  const arrivals = useNavigation(({ arrivals }) => arrivals)
  const box = useRef<HTMLElement>(null)
  const Current = screens[screen]
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
