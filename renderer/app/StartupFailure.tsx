import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelOutput } from '../../preload/contract/index.ts'
import type { AppError } from '../../preload/contract/result.ts'
import { useDeskMutation } from '../bridge/query.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorCard } from '../ui/notices/ErrorCard.tsx'
import { markReady } from './ready.ts'

const SettingsScreen = lazy(() =>
  import('../features/settings/SettingsScreen.tsx').then(({ SettingsScreen }) => ({ default: SettingsScreen })),
)

const StartHelp = lazy(() =>
  import('../features/settings/store-care/StartHelp.tsx').then(({ StartHelp }) => ({ default: StartHelp })),
)

interface StartupFailureProps {
  readonly error: AppError | NonNullable<ChannelOutput<'app:startup'>['failure']>
  readonly startup: ChannelOutput<'app:startup'> | null
}

/** Instead of the desk, when the store or the settings cannot be opened: why, what is safe, what to do. */
export const StartupFailure = ({ error, startup }: StartupFailureProps) => {
  const { t } = useTranslation()
  const [settingsOpen, setSettingsOpen] = useState(false)
  const restart = useDeskMutation('app:restart')
  const hasHelp = error.code === 'STORE_KEY_LOST' || error.code === 'STORE_CORRUPT'
  const settingsHelp = error.code === 'SETTINGS_INVALID' || error.code === 'NOT_CONFIGURED'
  useEffect(markReady, [])
  if (settingsOpen) {
    return (
      <Suspense fallback={null}>
        <div className="@container flex h-full flex-col">
          <SettingsScreen />
        </div>
      </Suspense>
    )
  }
  return (
    <div className="h-full overflow-y-auto">
      <main
        data-testid="startup-failure"
        className="mx-auto flex min-h-full max-w-2xl flex-col justify-center gap-4 p-6"
      >
        <p className="text-muted">{t('app.title')}</p>
        <h1 className="text-xl font-semibold">{t('app.startup.title')}</h1>
        <ErrorCard error={error}>
          {settingsHelp ? (
            <Button tone="primary" onClick={() => setSettingsOpen(true)}>
              {t('app.startup.openSettings')}
            </Button>
          ) : null}
          <Button
            tone={settingsHelp || hasHelp ? 'plain' : 'primary'}
            disabled={restart.isPending}
            onClick={() => restart.mutate({})}
          >
            {t('app.startup.restart')}
          </Button>
        </ErrorCard>
        {hasHelp ? (
          <Suspense fallback={null}>
            <StartHelp error={error} />
          </Suspense>
        ) : null}
        {startup === null ? null : (
          <p className="text-sm break-all text-muted">
            {t('app.startup.version', { version: startup.version })} ·{' '}
            {t('app.startup.dataDirectory', { path: startup.dataDirectory })}
          </p>
        )}
      </main>
    </div>
  )
}
