import { useTranslation } from 'react-i18next'
import type { IsoDate, PatientId } from '../../../preload/contract/words.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../Button.tsx'
import { dayWords } from '../format/date.ts'
import { dayMinute } from '../format/dayMinute.ts'
import { weekdayKey } from '../format/weekday.ts'

interface ReturnLineProps {
  readonly patientId: PatientId
  readonly day: IsoDate
  /** Null where nothing comes of the visit any more. */
  readonly onBook: (() => void) | null
}

/** 回診日 of a visit that is over: when the patient is booked for that day, or the way to book it. */
export const ReturnLine = ({ patientId, day, onBook }: ReturnLineProps) => {
  const { t } = useTranslation()
  const booked = useDeskQuery('appointment:day', { day }).data?.appointments.find(
    (one) => one.patientId === patientId && one.state !== 'cancelled',
  )
  return (
    <p className="flex flex-wrap items-center gap-2" data-testid="return-line" data-booked={booked !== undefined}>
      <span>
        {t('consultation.history.returnOn', { day: dayWords(day, t) })} {t(`appointment.weekday.${weekdayKey(day)}`)}
      </span>
      {booked === undefined ? null : (
        <span className="text-muted">{t('appointment.returnBooked', { time: dayMinute(booked.at) })}</span>
      )}
      {booked === undefined && onBook !== null ? (
        <Button shortcut="Ctrl+N" onClick={onBook} data-testid="book-return">
          {t('appointment.bookReturn')}
        </Button>
      ) : null}
    </p>
  )
}
