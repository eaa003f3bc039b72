import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Diagnosis, Soap } from '../../../../preload/contract/orders/order.ts'
import type { PastEntry } from '../../../../preload/contract/visit/visitHistory.ts'
import { dayWords } from '../../../ui/format/date.ts'
import { cellText, vitalCells } from '../vitals/vitalCells.ts'
import { overrideText } from './overrideText.ts'

/** What of an earlier visit is shown. */
export const pastParts = ['diagnoses', 'orders', 'notes', 'vitals'] as const
export type PastPart = (typeof pastParts)[number]

const soapKeys = ['subjective', 'objective', 'assessment', 'plan'] as const

/** Takes a part of an earlier visit over into today's. */
export interface PastCopy {
  diagnosis(diagnosis: Diagnosis): void
  note(part: keyof Soap, text: string): void
}

interface CopyableProps {
  readonly name: string
  /** Null where nothing can be taken over. */
  readonly onCopy: (() => void) | null
  readonly className: string
  readonly children: ReactNode
}

/** A line that Enter (or a click) takes over into today's visit; the arrows of the pane walk along these. */
const Copyable = ({ name, onCopy, className, children }: CopyableProps) =>
  onCopy === null ? (
    <p className={className}>{children}</p>
  ) : (
    <button
      type="button"
      data-copy
      title={name}
      onClick={onCopy}
      className={`${className} -mx-1 min-h-6 items-center rounded-md px-1 text-left hover:bg-sunken`}
    >
      {children}
      <span className="sr-only">{name}</span>
    </button>
  )

interface PastEntryViewProps {
  readonly entry: PastEntry
  readonly shown: ReadonlySet<PastPart>
  readonly copy: PastCopy | null
}

/** What was found, ordered, written and measured at an earlier visit. */
export const PastEntryView = ({ entry, shown, copy }: PastEntryViewProps) => {
  const { t } = useTranslation()
  const measured = vitalCells.flatMap((cell) => {
    const text = cellText(cell, entry.vitals)
    return text === '' ? [] : [{ cell, text }]
  })
  return (
    <div className="flex flex-col gap-1 text-sm">
      {shown.has('diagnoses')
        ? entry.diagnoses.map((diagnosis) => (
            <Copyable
              key={diagnosis.code}
              name={t('consultation.history.copyDiagnosis')}
              onCopy={copy === null ? null : () => copy.diagnosis(diagnosis)}
              className="flex gap-2"
            >
              <span className="w-14 shrink-0 text-muted">{diagnosis.code}</span>
              <span>{diagnosis.nameZh || diagnosis.nameEn}</span>
            </Copyable>
          ))
        : null}
      {shown.has('vitals') && measured.length > 0 ? (
        <p className="flex flex-wrap gap-x-3" data-testid="past-vitals">
          {measured.map(({ cell, text }) => (
            <span key={cell} className="whitespace-nowrap">
              <span className="text-muted">{t(`vitals.cell.${cell}`)}</span> {text}
            </span>
          ))}
        </p>
      ) : null}
      {shown.has('orders')
        ? entry.orders.map((order, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the past does not change, and a code may stand twice in it
            <p key={`${order.code}-${index}`} className="flex flex-wrap gap-x-2">
              <span className="min-w-0 flex-1">{order.name}</span>
              <span className="text-muted">
                {[
                  order.dose,
                  order.frequency,
                  order.days === null ? null : t('consultation.foot.daysValue', { days: order.days }),
                ]
                  .filter((part) => part !== null)
                  .join(' ')}
              </span>
              {order.daysLeft === null || order.daysLeft === 0 ? null : (
                <span className="text-wait" data-testid="days-left">
                  {t('consultation.history.daysLeft', { days: order.daysLeft })}
                </span>
              )}
            </p>
          ))
        : null}
      {shown.has('orders')
        ? entry.alertReasons.map((reason) => (
            <p key={reason.key} className="text-wait" data-testid="past-override">
              {overrideText(t, reason, entry.orders)}
            </p>
          ))
        : null}
      {shown.has('notes')
        ? soapKeys
            .filter((part) => entry.soap[part] !== '')
            .map((part) => (
              <Copyable
                key={part}
                name={t('consultation.history.copyNote', { part: t(`consultation.note.${part}`) })}
                onCopy={copy === null ? null : () => copy.note(part, entry.soap[part])}
                className="whitespace-pre-wrap text-muted"
              >
                {entry.soap[part]}
              </Copyable>
            ))
        : null}
      {entry.returnOn === null ? null : (
        <p className="text-muted">{t('consultation.history.returnOn', { day: dayWords(entry.returnOn, t) })}</p>
      )}
    </div>
  )
}
