import { type KeyboardEvent, type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PastEntry } from '../../../../preload/contract/visit/visitHistory.ts'
import type { EncounterId } from '../../../../preload/contract/words.ts'
import { openCardContent } from '../../../app/cardContent.ts'
import { Button } from '../../../ui/Button.tsx'
import { belongsToInputMethod } from '../../../ui/fields/inputMethod.ts'
import { dayWords } from '../../../ui/format/date.ts'
import { Empty } from '../../../ui/notices/Notice.tsx'
import { type PastCopy, PastEntryView, type PastPart, pastParts } from './PastEntryView.tsx'
import { PastVersions } from './PastVersions.tsx'
import { usePastVisits } from './usePastVisits.ts'

interface HistoryPaneProps {
  readonly encounterId: EncounterId
  /** The visit itself, where it is looked at like one of the past; null where it is going on. */
  readonly own: PastEntry | null
  /** Takes over the orders of one earlier visit; null while orders cannot be changed. */
  readonly onRepeat: ((entry: PastEntry) => void) | null
  /** Null where nothing can be taken over. */
  readonly copy: PastCopy | null
  /** The field that looks for a text in the past. */
  readonly filterRef: Ref<HTMLInputElement> | null
}

/** The arrows walk along what can be taken over, from the field at the top into the list and back. */
const walk = (event: KeyboardEvent<HTMLElement>): void => {
  if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || belongsToInputMethod(event.nativeEvent)) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-history-filter], [data-copy]')]
  const { activeElement } = document
  const at = activeElement instanceof HTMLElement ? stops.indexOf(activeElement) : -1
  const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)]
  if (at < 0 || next === undefined) return
  event.preventDefault()
  next.focus()
}

/** The patient's earlier visits in one line of time, newest first; the chips choose what is shown of each. */
export const HistoryPane = ({ encounterId, own, onRepeat, copy, filterRef }: HistoryPaneProps) => {
  const { t } = useTranslation()
  const [shown, setShown] = useState<ReadonlySet<PastPart>>(new Set(pastParts))
  const [text, setText] = useState('')
  const { entries, isReading, hasMore, more } = usePastVisits(encounterId, text)
  const toggle = (part: PastPart): void =>
    setShown((old) => new Set(old.has(part) ? [...old].filter((other) => other !== part) : [...old, part]))
  const visits = own === null ? entries : [own, ...entries]
  return (
    <section
      aria-label={t('consultation.history.title')}
      className="flex min-h-0 flex-1 flex-col bg-surface"
      data-testid="history"
      onKeyDown={walk}
    >
      <div className="flex flex-wrap items-center gap-1 border-b border-line px-3 py-1">
        <h2 className="mr-1 text-sm text-muted">{t('consultation.history.title')}</h2>
        {pastParts.map((part) => (
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
        <input
          ref={filterRef}
          data-history-filter
          data-testid="history-filter"
          aria-label={t('consultation.history.filter')}
          placeholder={t(filterRef === null ? 'consultation.history.filter' : 'consultation.history.filterKey')}
          value={text}
          maxLength={60}
          spellCheck={false}
          onChange={({ target }) => setText(target.value)}
          className="control h-7! min-w-24 flex-1 basis-full text-sm"
        />
      </div>
      {visits.length === 0 && !isReading ? (
        <Empty title={t(text.trim() === '' ? 'consultation.history.empty' : 'consultation.history.notFound')} />
      ) : (
        <ol
          className="min-h-0 flex-1 overflow-y-auto"
          onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
            if (scrollTop + clientHeight > scrollHeight - clientHeight) more()
          }}
        >
          {visits.map((entry) => (
            <li
              key={entry.encounterId}
              data-testid="past-visit"
              data-state={entry.state}
              className="flex flex-col gap-1 border-b border-line px-3 py-2 [contain-intrinsic-size:auto_8rem] [content-visibility:auto]"
            >
              <div className="flex flex-wrap items-center gap-x-2">
                <strong className={`font-semibold ${entry.state === 'cancelled' ? 'line-through' : ''}`}>
                  {dayWords(entry.visitedOn, t)}
                </strong>
                <span className="min-w-0 flex-1 truncate text-sm text-muted">{entry.practitionerName}</span>
                {entry.state === 'cancelled' ? (
                  <span className="text-sm text-act">{t('consultation.history.cancelled')}</span>
                ) : onRepeat === null || entry.orders.length === 0 ? null : (
                  <Button tone="quiet" className="min-h-6! px-1.5! text-sm" onClick={() => onRepeat(entry)}>
                    {t('consultation.history.repeat')}
                  </Button>
                )}
              </div>
              <PastEntryView entry={entry} shown={shown} copy={entry.state === 'cancelled' ? null : copy} />
              {entry.version > 1 && entry !== own ? <PastVersions entry={entry} /> : null}
            </li>
          ))}
          {hasMore ? (
            <li className="px-3 py-1">
              <Button tone="quiet" onClick={more} data-testid="history-more">
                {t('consultation.history.more')}
              </Button>
            </li>
          ) : null}
        </ol>
      )}
      <div className="flex flex-wrap items-center gap-x-2 border-t border-line px-3 py-1 text-xs text-muted">
        <Button
          tone="quiet"
          className="min-h-6! px-1! text-xs"
          shortcut="Ctrl+I"
          onClick={openCardContent}
          data-testid="history-card"
        >
          {t('consultation.history.onCard')}
        </Button>
        <p data-testid="history-cloud">{t('consultation.history.noCloud')}</p>
      </div>
    </section>
  )
}
