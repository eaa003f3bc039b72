import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CareStatus } from '../../../../preload/contract/desk/care.ts'
import { useCare, useCareAction } from '../../../bridge/care.ts'
import { useDeskMutation } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/fields/Field.tsx'
import { belongsToInputMethod } from '../../../ui/fields/inputMethod.ts'
import { byteSize } from '../../../ui/format/bytes.ts'
import { momentWords } from '../../../ui/format/date.ts'
import { dayMinute, readDayMinute } from '../../../ui/format/dayMinute.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { Pane } from './Pane.tsx'

/** Where backups go, and choosing it; also on the start screen, where a backup is to take the store's place. */
export const BackupFolder = ({ backup }: { readonly backup: CareStatus['backup'] }) => {
  const { t } = useTranslation()
  const choose = useCareAction('backup:choose-folder')
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <span className="text-sm text-muted">{t('care.backup.folder')}</span>
        <span className="break-all" data-testid="backup-folder">
          {backup.folder ?? t('care.backup.noFolder')}
        </span>
        <Button data-testid="backup-choose" disabled={choose.isPending} onClick={() => choose.mutate({})}>
          {t('care.backup.choose')}
        </Button>
      </div>
      {choose.error === null ? null : <ErrorCard error={choose.error} />}
    </>
  )
}

const State = ({ backup }: { readonly backup: CareStatus['backup'] }) => {
  const { t } = useTranslation()
  const { health, last, nextAt, running } = backup
  const words = [
    running === null ? t(`care.backup.health.${health}`) : t(`care.backup.step.${running.step}`, running),
    last === null ? null : t('care.backup.last', { time: momentWords(last.madeAt, t), size: byteSize(last.bytes) }),
    nextAt === null ? null : t('care.backup.next', { time: momentWords(nextAt, t) }),
  ]
  return (
    <p
      role="status"
      data-testid="backup-state"
      data-state={running === null ? health : 'running'}
      className={health === 'good' || running !== null ? '' : 'text-act'}
    >
      {words.filter((word) => word !== null).join(' ')}
    </p>
  )
}

/** When the nightly one is made: typed by the 24-hour clock, taken by Enter or on leaving. */
const TimeOfDay = ({ time, onTime }: { readonly time: string; readonly onTime: (time: string) => void }) => {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(time)
  const minute = readDayMinute(typed)
  const isWrong = minute === null || minute >= 24 * 60
  const take = (): void => {
    if (isWrong) return
    setTyped(dayMinute(minute))
    if (dayMinute(minute) !== time) onTime(dayMinute(minute))
  }
  return (
    <TextField
      label={t('care.backup.time')}
      hint={t('care.backup.timeHint')}
      error={isWrong ? t('care.backup.timeUnreadable') : undefined}
      fieldClassName="w-56"
      value={typed}
      maxLength={5}
      data-testid="backup-time"
      onChange={({ target }) => setTyped(target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !belongsToInputMethod(event.nativeEvent)) take()
      }}
      onBlur={take}
    />
  )
}

/** Nightly and on demand. */
export const BackupPane = () => {
  const { t } = useTranslation()
  const care = useCare()
  const setTime = useCareAction('backup:set-time')
  const run = useCareAction('backup:run')
  const cancel = useDeskMutation('backup:cancel')
  if (care === undefined) return null
  const { backup } = care
  const error = run.error ?? backup.error
  return (
    <Pane title={t('care.backup.title')} intro={t('care.backup.intro')} testId="backup">
      <State backup={backup} />
      <BackupFolder backup={backup} />
      {backup.sameDisk ? <Notice tone="wait">{t('care.backup.sameDisk')}</Notice> : null}
      <div className="flex flex-wrap items-end gap-3">
        <TimeOfDay key={backup.time} time={backup.time} onTime={(time) => setTime.mutate({ time })} />
      </div>
      {backup.running === null ? (
        <Button
          className="self-start"
          data-testid="backup-run"
          disabled={backup.folder === null || run.isPending}
          onClick={() => run.mutate({})}
        >
          {t('care.backup.run')}
        </Button>
      ) : (
        <Button className="self-start" data-testid="backup-cancel" onClick={() => cancel.mutate({})}>
          {t('care.backup.cancel')}
        </Button>
      )}
      {error === null || backup.running !== null ? null : <ErrorCard error={error} />}
    </Pane>
  )
}
