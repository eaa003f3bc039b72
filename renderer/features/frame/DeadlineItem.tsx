import { useTranslation } from 'react-i18next'
import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import { goTo } from '../../app/navigation.ts'
import { useAlarms } from '../../bridge/alarms.ts'
import { savePreferences, usePreferences } from '../../bridge/preferences.ts'
import { useServerNow } from '../../bridge/status.ts'
import { Button } from '../../ui/Button.tsx'
import { Segmented } from '../../ui/fields/Segmented.tsx'
import { countdown } from '../../ui/format/countdown.ts'
import { playAlarm } from './alarmSound.ts'
import { StatusItem } from './StatusItem.tsx'

const clocks = ['upload', 'signature'] as const

/** What runs out within four hours, or has run out: shown only then. */
export const DeadlineItem = ({ deadlines }: { readonly deadlines: DeskStatus['deadlines'] }) => {
  const { t } = useTranslation()
  const now = useServerNow(15_000)
  const { alarmSound } = usePreferences()
  const last = useAlarms()
  const parts = clocks.flatMap((clock) => {
    const { late, next } = deadlines[clock]
    const said = [
      ...(late > 0 ? [t('alarm.status.late', { count: late })] : []),
      ...(next === null ? [] : [t('alarm.status.left', { time: countdown(Date.parse(next), now).text })]),
    ]
    return said.length === 0 ? [] : [`${t(`alarm.status.${clock}`)} ${said.join(' · ')}`]
  })
  if (parts.length === 0) return null
  const isLate = clocks.some((clock) => deadlines[clock].late > 0)
  return (
    <StatusItem
      name="deadline"
      state={isLate ? 'late' : 'near'}
      tone={isLate ? 'act' : 'wait'}
      label={t('alarm.status.label')}
      value={parts.join(' · ')}
    >
      <p className="font-semibold">{t('alarm.title')}</p>
      {last.length === 0 ? null : (
        <ul aria-label={t('alarm.last')} className="text-act">
          {last.map(({ clock, mark, count }) => (
            <li key={`${clock} ${mark}`}>{t(`alarm.${clock}.${mark}`, { count })}</li>
          ))}
        </ul>
      )}
      <p>{t('alarm.explain.upload')}</p>
      <p>{t('alarm.explain.signature')}</p>
      <p className="text-sm text-muted">{t('alarm.explain.marks')}</p>
      <Segmented
        label={t('alarm.sound')}
        options={[
          { value: 'on', label: t('alarm.soundOn') },
          { value: 'off', label: t('alarm.soundOff') },
        ]}
        value={alarmSound ? 'on' : 'off'}
        onChange={(value) => void savePreferences({ alarmSound: value === 'on' })}
        testId="alarm-sound"
      />
      <div className="flex gap-2">
        <Button tone="primary" onClick={() => goTo('uploads')}>
          {t('alarm.openMonitor')}
        </Button>
        <Button onClick={playAlarm}>{t('alarm.tryIt')}</Button>
      </div>
    </StatusItem>
  )
}
