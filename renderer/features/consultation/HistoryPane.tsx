import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitDetail } from '../../../preload/contract/visit.ts'
import { Button } from '../../ui/Button.tsx'
import { rocDate } from '../../ui/format/date.ts'
import { Empty } from '../../ui/Notice.tsx'

const parts = ['diagnoses', 'orders', 'notes'] as const
type Part = (typeof parts)[number]
type Entry = Omit<VisitDetail['history'][number], 'visitedOn'> & { readonly visitedOn: string }

const soapKeys = ['subjective', 'objective', 'assessment', 'plan'] as const

const Past = ({ entry, shown }: { readonly entry: Entry; readonly shown: ReadonlySet<Part> }) => {
  const { t } = useTranslation()
  const notes = soapKeys.map((key) => entry.soap[key]).filter((text) => text !== '')
  return (
    <div className="flex flex-col gap-1 text-sm">
      {shown.has('diagnoses')
        ? entry.diagnoses.map(({ code, nameZh }) => (
            <p key={code} className="flex gap-2">
              <span className="w-14 shrink-0 text-muted">{code}</span>
              <span>{nameZh}</span>
            </p>
          ))
        : null}
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
            </p>
          ))
        : null}
      {shown.has('notes')
        ? notes.map((text) => (
            <p key={text} className="whitespace-pre-wrap text-muted">
              {text}
            </p>
          ))
        : null}
    </div>
  )
}

interface HistoryPaneProps {
  readonly history: readonly Entry[]
  /** Takes over the orders of one earlier visit; null while orders cannot be changed. */
  readonly onRepeat: ((entry: Entry) => void) | null
}

/** The patient's earlier visits in one line of time, newest first; the chips choose what is shown of each. */
export const HistoryPane = ({ history, onRepeat }: HistoryPaneProps) => {
  const { t } = useTranslation()
  const [shown, setShown] = useState<ReadonlySet<Part>>(new Set(parts))
  const toggle = (part: Part): void =>
    setShown((old) => new Set(old.has(part) ? [...old].filter((other) => other !== part) : [...old, part]))
  return (
    <section aria-label={t('consultation.history.title')} className="flex min-h-0 flex-1 flex-col bg-surface">
      <div className="flex flex-wrap items-center gap-1 border-b border-line px-3 py-1">
        <h2 className="mr-1 text-sm text-muted">{t('consultation.history.title')}</h2>
        {parts.map((part) => (
          <button
            key={part}
            type="button"
            aria-pressed={shown.has(part)}
            onClick={() => toggle(part)}
            className="min-h-6 rounded-full px-2 text-sm text-muted hover:bg-sunken aria-pressed:bg-accent-soft aria-pressed:text-accent"
          >
            {t(`consultation.history.${part}`)}
          </button>
        ))}
      </div>
      {history.length === 0 ? (
        <Empty title={t('consultation.history.empty')} />
      ) : (
        <ol className="min-h-0 flex-1 overflow-y-auto">
          {history.map((entry) => (
            <li key={entry.encounterId} className="flex flex-col gap-1 border-b border-line px-3 py-2">
              <div className="flex flex-wrap items-center gap-x-2">
                <strong className="font-semibold">{rocDate(entry.visitedOn)}</strong>
                <span className="min-w-0 flex-1 truncate text-sm text-muted">{entry.practitionerName}</span>
                {onRepeat === null || entry.orders.length === 0 ? null : (
                  <Button tone="quiet" className="min-h-6! px-1.5! text-sm" onClick={() => onRepeat(entry)}>
                    {t('consultation.history.repeat')}
                  </Button>
                )}
              </div>
              <Past entry={entry} shown={shown} />
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
