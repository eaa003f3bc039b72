import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { queryClient, useDeskQuery } from '../bridge/query.ts'
import { useAlarmSound } from '../features/frame/alarmSound.ts'
import { Frame } from '../features/frame/Frame.tsx'
import { Palette } from '../features/palette/Palette.tsx'
import { ScanSide } from '../scan/redeem/ScanSide.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/notices/Notice.tsx'
import { useAppearance } from './appearance.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { goTo, printLog, useNavigation } from './navigation.ts'
import { fetchDesks, Screen } from './Screen.tsx'
import { StartupFailure } from './StartupFailure.tsx'
import { useShortcuts } from './useShortcuts.ts'
import { useSlips } from './useSlips.ts'

const PrintDialog = lazy(() =>
  import('../features/printing/PrintDialog.tsx').then(({ PrintDialog }) => ({ default: PrintDialog })),
)

const PrintLogDialog = lazy(() =>
  import('../features/printing/PrintLogDialog.tsx').then(({ PrintLogDialog }) => ({ default: PrintLogDialog })),
)

/** Said above every screen as long as there are no settings, because then neither reader nor NHI can be reached. */
const NotConfigured = () => {
  const { t } = useTranslation()
  const settings = useDeskQuery('settings:current', {}).data
  const screen = useNavigation(({ screen }) => screen)
  if (settings === undefined || settings.settings !== null || screen === 'settings') return null
  return (
    <div className="p-2 pb-0">
      <Notice tone="act">
        <span>{t('app.notConfigured')}</span>
        <Button onClick={() => goTo('settings')}>{t('app.goToSettings')}</Button>
      </Notice>
    </div>
  )
}

const Desk = () => {
  useShortcuts()
  useAlarmSound()
  useEffect(() => {
    const idle = requestIdleCallback(fetchDesks, { timeout: 5_000 })
    return () => cancelIdleCallback(idle)
  }, [])
  const paletteOpen = useNavigation(({ paletteOpen }) => paletteOpen)
  const printing = useNavigation(({ printing }) => printing)
  return (
    <>
      <Frame>
        <NotConfigured />
        <div className="flex min-h-0 flex-1 @max-4xl:flex-col">
          <div className="@container flex min-h-0 min-w-0 flex-1 flex-col">
            <Screen />
          </div>
          <ScanSide />
        </div>
      </Frame>
      {paletteOpen ? <Palette /> : null}
      {printing === null ? null : (
        <Suspense fallback={null}>
          {printing === printLog ? <PrintLogDialog /> : <PrintDialog key={printing} encounterId={printing} />}
        </Suspense>
      )}
    </>
  )
}

const Gate = () => {
  useAppearance()
  useSlips()
  const { data: startup, error } = useDeskQuery('app:startup', {})
  if (error !== null) return <StartupFailure error={error} startup={null} />
  if (startup === undefined) return null
  return startup.failure === null ? <Desk /> : <StartupFailure error={startup.failure} startup={startup} />
}

export const Root = () => (
  <CSPProvider disableStyleElements>
    <QueryClientProvider client={queryClient}>
      <ErrorBoundary resetKey="root">
        <Gate />
      </ErrorBoundary>
    </QueryClientProvider>
  </CSPProvider>
)
