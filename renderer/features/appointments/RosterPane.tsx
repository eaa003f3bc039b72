import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Roster, RosterChange } from '../../../preload/contract/appointments/roster.ts'
import { runCommand } from '../../app/commands.ts'
import { useDeskMutation, useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { dayOf, dayWords } from '../../ui/format/date.ts'
import { dayMinute } from '../../ui/format/dayMinute.ts'
import { laterDay } from '../../ui/format/weekday.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Empty, Notice } from '../../ui/notices/Notice.tsx'
import { Loading } from '../../ui/notices/Waiting.tsx'
import { setView } from './appointmentsStore.ts'
import { ExceptionForm } from './ExceptionForm.tsx'
import { PatternForm } from './PatternForm.tsx'

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const

const Patterns = ({ roster }: { readonly roster: Roster }) => {
  const { t } = useTranslation()
  const end = useDeskMutation('roster:end')
  const yesterday = laterDay(dayOf(Date.now()), -1)
  if (roster.patterns.length === 0) return <Empty title={t('appointment.roster.empty')} />
  return (
    <>
      {end.error === null ? null : <ErrorCard error={end.error} />}
      <ul className="flex flex-col" data-testid="roster-patterns">
        {roster.patterns.map((one) => (
          <li
            key={one.patternId}
            className="flex min-h-8 flex-wrap items-center gap-x-3 border-b border-line px-3 py-1"
          >
            <span className="w-12">{t(`appointment.weekday.${weekdays[one.weekday - 1] ?? '1'}`)}</span>
            <span className="w-16">{t(`visit.session.${one.session}`)}</span>
            <span className="w-20">{one.practitionerName}</span>
            <span>
              {dayMinute(one.from)}–{dayMinute(one.to)} {one.roomName}
            </span>
            <span className="flex-1 text-sm text-muted">
              {t('appointment.roster.facts', {
                minutes: one.slotMinutes,
                places: one.places,
                walkIns: one.walkInPlaces,
                from: dayWords(one.validFrom, t),
              })}
              {one.numberLimit === null ? '' : `　${t('appointment.roster.limit', { limit: one.numberLimit })}`}
            </span>
            <Button
              tone="quiet"
              disabled={end.isPending}
              onClick={() => end.mutate({ patternId: one.patternId, lastDay: yesterday as typeof one.validFrom })}
            >
              {t('appointment.roster.end')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}

const Exceptions = ({ roster }: { readonly roster: Roster }) => {
  const { t } = useTranslation()
  const undo = useDeskMutation('roster:undo-exception')
  const days = ({ fromDay, toDay }: RosterChange): string =>
    fromDay === toDay ? dayWords(fromDay, t) : `${dayWords(fromDay, t)}–${dayWords(toDay, t)}`
  return (
    <>
      {undo.error === null ? null : <ErrorCard error={undo.error} />}
      <ul className="flex flex-col" data-testid="roster-exceptions">
        {roster.exceptions.map(({ exceptionId, change, practitionerName, substituteName }) => (
          <li key={exceptionId} className="flex min-h-8 items-center gap-x-3 border-b border-line px-3">
            <span className="w-16">{t(`appointment.exception.${change.kind}`)}</span>
            <span>{days(change)}</span>
            <span>
              {change.session === null ? t('appointment.exception.wholeDay') : t(`visit.session.${change.session}`)}
            </span>
            <span>
              {practitionerName} {substituteName === '' ? '' : `→ ${substituteName}`}
            </span>
            <span className="flex-1 text-muted">{change.reason}</span>
            <Button tone="quiet" disabled={undo.isPending} onClick={() => undo.mutate({ exceptionId })}>
              {t('appointment.exception.undo')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** 門診表: the weekly pattern at the left, leave and whatever else differs from it at the right. */
export const RosterPane = () => {
  const { t } = useTranslation()
  const { data, error } = useDeskQuery('roster:show', {}, { keepPrevious: true })
  const plan = useDeskMutation('roster:plan')
  const except = useDeskMutation('roster:except')
  const pane = useRef<HTMLDivElement>(null)
  const isKnown = data !== undefined
  // Whoever has come here by a key goes on by keys: the first weekday is under Space.
  useEffect(() => {
    if (isKnown) pane.current?.querySelector('input')?.focus()
  }, [isKnown])
  const toMove = except.data?.toMove ?? plan.data?.toMove ?? 0
  if (error !== null) return <ErrorCard error={error} />
  if (data === undefined) return <Loading />
  return (
    <div ref={pane} className="flex min-h-0 flex-1 flex-col overflow-y-auto bg-surface" data-testid="roster">
      {toMove === 0 ? null : (
        <Notice tone="wait">
          <span data-testid="roster-to-move">{t('appointment.roster.toMove', { count: toMove })}</span>
          <Button shortcut="F7" onClick={() => setView('todos')}>
            {t('appointment.key.todos')}
          </Button>
        </Notice>
      )}
      <div className="grid grid-cols-2 items-start gap-4 p-4 @max-4xl:grid-cols-1">
        <section className="flex flex-col gap-3">
          <h2 className="text-lg font-semibold">{t('appointment.roster.title')}</h2>
          <PatternForm roster={data} onPlan={plan.mutate} isPending={plan.isPending} error={plan.error} />
          <Patterns roster={data} />
        </section>
        <section className="flex flex-col gap-3">
          <div className="flex items-center justify-between gap-2">
            <h2 className="text-lg font-semibold">{t('appointment.exception.title')}</h2>
            <Button shortcut="Esc" onClick={() => runCommand('Escape')}>
              {t('appointment.key.byDay')}
            </Button>
          </div>
          <ExceptionForm roster={data} onExcept={except.mutate} isPending={except.isPending} error={except.error} />
          <Exceptions roster={data} />
        </section>
      </div>
    </div>
  )
}
