import { useTranslation } from 'react-i18next'
import { useDeskMutation } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { putOffRestart, useSettingsView } from '../settingsStore.ts'

/** After a save: where the settings were kept, and the restart they wait for. It stays in sight, smaller, when put off. */
export const RestartOffer = ({ unsaved }: { readonly unsaved: boolean }) => {
  const { t } = useTranslation()
  const { keptIn, restartPutOff } = useSettingsView()
  const restart = useDeskMutation('app:restart')
  if (keptIn === null) return null
  return (
    <>
      {restart.error === null ? null : <ErrorCard error={restart.error} />}
      <Notice>
        <span data-testid="settings-saved" className="min-w-0 flex-1 break-all">
          {restartPutOff ? t('settings.restartPending') : t('settings.saved', { path: keptIn })}
        </span>
        <Button
          tone={restartPutOff || unsaved ? 'plain' : 'primary'}
          data-testid="settings-restart"
          disabled={unsaved || restart.isPending || restart.isSuccess}
          onClick={() => restart.mutate({})}
        >
          {restart.isPending || restart.isSuccess ? t('settings.restarting') : t('settings.restart')}
        </Button>
        {restartPutOff ? null : <Button onClick={putOffRestart}>{t('settings.restartLater')}</Button>}
      </Notice>
    </>
  )
}
