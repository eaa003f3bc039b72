import { useTranslation } from 'react-i18next'
import { useScreenCommands } from '../../app/commands.ts'
import { goTo } from '../../app/navigation.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Notice.tsx'

/** 報表: says honestly that there is nothing here yet, and where to look meanwhile. */
export const ReportsScreen = () => {
  const { t } = useTranslation()
  useScreenCommands([{ key: 'F2', label: t('report.go'), run: () => goTo('uploads') }])
  return (
    <Empty title={t('report.title')}>
      <p className="max-w-md">{t('report.body')}</p>
      <Button shortcut="F2" onClick={() => goTo('uploads')}>
        {t('report.go')}
      </Button>
    </Empty>
  )
}
