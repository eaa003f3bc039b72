import { useTranslation } from 'react-i18next'
import { openStoreCare } from '../../app/navigation.ts'
import { useCare } from '../../bridge/care.ts'
import { Button } from '../../ui/Button.tsx'
import { byteSize } from '../../ui/format/bytes.ts'
import { momentWords } from '../../ui/format/date.ts'
import { StatusItem } from './StatusItem.tsx'
import { storeTone, storeWord } from './storeWord.ts'

/** The records' own safety in the status bar: backup, recovery code, disk. The worst word is the one that is said. */
export const StoreItem = () => {
  const { t } = useTranslation()
  const care = useCare()
  if (care === undefined) return null
  const { backup, disk } = care
  const word = storeWord(care)
  return (
    <StatusItem
      name="store"
      state={word}
      tone={storeTone[word]}
      label={t('care.status.label')}
      value={t(`care.status.state.${word}`, { percent: backup.running?.percent ?? 0 })}
    >
      <p>{t('care.status.explain')}</p>
      {care.lostTail === null ? null : <p className="text-act">{t('care.lostTail.title')}</p>}
      {disk.state === 'full' ? <p className="text-act">{t('care.status.diskFull')}</p> : null}
      {disk.state === 'low' ? <p className="text-wait">{t('care.status.diskLow')}</p> : null}
      <p className={backup.health === 'good' ? '' : 'text-act'}>{t(`care.backup.health.${backup.health}`)}</p>
      {care.recovery.madeAt === null ? <p className="text-act">{t('care.recovery.none')}</p> : null}
      <p className="text-sm text-muted">
        {[
          backup.last === null
            ? t('care.status.none')
            : t('care.status.last', { time: momentWords(backup.last.madeAt, t) }),
          disk.freeBytes === null ? null : t('care.status.disk', { size: byteSize(disk.freeBytes) }),
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
      <Button tone="primary" className="self-start" data-testid="open-store-care" onClick={openStoreCare}>
        {t('care.status.open')}
      </Button>
    </StatusItem>
  )
}
