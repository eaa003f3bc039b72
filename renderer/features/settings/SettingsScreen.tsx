import { useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { takeTarget } from '../../app/navigation.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Loading } from '../../ui/notices/Waiting.tsx'
import { SettingsForm } from './form/SettingsForm.tsx'
import { arrive, openSection } from './settingsStore.ts'

/** 設定: everything that differs from clinic to clinic. */
export const SettingsScreen = () => {
  const { t } = useTranslation()
  useLayoutEffect(() => {
    const target = takeTarget()
    if (target?.kind === 'settings') openSection(target.section)
    arrive(target?.kind === 'reader-check' ? target.from : null)
  }, [])
  const { data, error, refetch } = useDeskQuery('settings:current', {})
  if (error !== null) {
    return (
      <div className="p-4">
        <ErrorCard error={error}>
          <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
        </ErrorCard>
      </div>
    )
  }
  return data === undefined ? <Loading onReload={() => void refetch()} /> : <SettingsForm current={data} />
}
