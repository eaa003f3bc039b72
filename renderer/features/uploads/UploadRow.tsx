import type { TFunction } from 'i18next'
import { memo } from 'react'
import type { OutboxItem } from '../../../preload/contract/upload/outbox.ts'
import { useWords } from '../../i18n/useWords.ts'
import { UploadChip } from '../../ui/chips/VisitChips.tsx'
import { clockTime, dayOf, dayWords } from '../../ui/format/date.ts'
import { Countdown } from '../../ui/notices/Countdown.tsx'

interface UploadRowProps {
  readonly item: OutboxItem
  /** What its target answered last, in words. */
  readonly said: string
  /** Server's time, epoch ms. */
  readonly now: number
}

/** The time, and before it the day where that is not today. */
const receivedOn = (at: string, now: number, t: TFunction): string =>
  dayOf(at) === dayOf(now) ? clockTime(at) : `${dayWords(dayOf(at), t).slice(-5)} ${clockTime(at)}`

const Row = ({ item, said, now }: UploadRowProps) => {
  const t = useWords()
  const isRemarked = item.fieldErrors.length > 0 && item.replaced === null
  return (
    <>
      {item.state === 'accepted' ? (
        <span className="text-sm text-muted">
          {item.receiptAt === null ? '' : t('upload.receiptAt', { time: receivedOn(item.receiptAt, now, t) })}
          {item.isLate ? <span className="text-act"> {t('upload.filter.late')}</span> : null}
        </span>
      ) : item.replaced === null ? (
        <Countdown dueAt={item.dueAt} now={now} />
      ) : (
        <span />
      )}
      <span className="text-right">{item.queueNumber}</span>
      <span className="truncate">{item.patientName}</span>
      <span className="truncate">
        {t(`upload.target.${item.target}`)}
        {item.cancels ? <span className="text-sm text-muted"> {t('upload.cancels')}</span> : null}
        {item.replaces !== null && !item.cancels ? (
          <span className="text-sm text-muted"> {t('upload.corrects')}</span>
        ) : null}
      </span>
      <span>
        <UploadChip state={item.state} replaced={item.replaced} />
      </span>
      <span className="truncate text-sm text-muted" title={said}>
        {item.state !== 'accepted' ? (
          said
        ) : isRemarked ? (
          <span className="text-wait">{said}</span>
        ) : (
          (item.receipt ?? '')
        )}
      </span>
      <span className="text-right text-sm text-muted">{item.tries}</span>
      <span className="text-sm text-muted">{item.nextTryAt === null ? '' : clockTime(item.nextTryAt)}</span>
    </>
  )
}

/** A row of the monitor. Drawn again only when something of it has changed. */
export const UploadRow = memo(Row)
