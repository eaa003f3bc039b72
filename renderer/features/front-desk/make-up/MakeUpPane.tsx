import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { MakeUpItem } from '../../../../preload/contract/visit/makeUp.ts'
import { useDeskQuery } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { Chip } from '../../../ui/chips/Chip.tsx'
import { Segmented } from '../../../ui/fields/Segmented.tsx'
import { dayWords } from '../../../ui/format/date.ts'
import { number } from '../../../ui/format/number.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { Empty, Notice } from '../../../ui/notices/Notice.tsx'
import { Loading } from '../../../ui/notices/Waiting.tsx'
import { Rows } from '../../../ui/Rows.tsx'
import { useFocusReturn } from '../../../ui/useFocusReturn.ts'
import { MakeUpDetail } from './MakeUpDetail.tsx'
import { closeMakeUps, selectMakeUp, showMakeUps, useMakeUpStore } from './makeUpStore.ts'
import { filterMakeUps, isLate, leftWords, makeUpFilters, stateWord } from './makeUpView.ts'

const columns =
  'grid grid-cols-[minmax(4rem,1fr)_5rem_6.25rem_5rem_8.5rem_3.5rem_7rem] gap-x-2 px-3 @max-2xl:grid-cols-[minmax(4rem,1fr)_6.25rem_8.5rem_7rem]'
const wide = '@max-2xl:hidden'
const noItems: readonly MakeUpItem[] = []

const Row = ({ item }: { readonly item: MakeUpItem }) => {
  const { t } = useTranslation()
  const { key, count } = leftWords(item)
  const isWaiting = item.state === 'open' || item.state === 'not-closed'
  return (
    <>
      <span className="truncate">{item.patient.name}</span>
      <span className={`text-sm text-muted ${wide}`}>{dayWords(item.visitedOn, t)}</span>
      <span className="truncate text-sm">{t(`makeUp.kind.${item.kind}`, { code: item.exceptionCode ?? '' })}</span>
      <span className={`text-sm text-muted ${wide}`}>{dayWords(item.dueOn, t)}</span>
      <span className={`truncate text-sm ${isLate(item) && isWaiting ? 'text-act' : 'text-muted'}`}>
        {isWaiting ? t(`makeUp.left.${key}`, { count }) : '—'}
      </span>
      <span className={`text-right ${wide}`}>{item.deposit === 0 ? '—' : number(item.deposit)}</span>
      <span className="flex justify-end">
        <Chip tone={isWaiting ? (isLate(item) ? 'act' : 'wait') : 'neutral'}>
          {t(`makeUp.state.${stateWord(item)}`)}
        </Chip>
      </span>
    </>
  )
}

const Head = () => {
  const { t } = useTranslation()
  return (
    <div
      aria-hidden
      className={`${columns} shrink-0 overflow-hidden border-y border-line bg-ground py-0.5 text-sm whitespace-nowrap text-muted [scrollbar-gutter:stable]`}
    >
      <span>{t('makeUp.column.patient')}</span>
      <span className={wide}>{t('makeUp.column.visited')}</span>
      <span>{t('makeUp.column.kind')}</span>
      <span className={wide}>{t('makeUp.column.due')}</span>
      <span>{t('makeUp.column.left')}</span>
      <span className={`text-right ${wide}`}>{t('makeUp.column.deposit')}</span>
      <span className="text-right">{t('makeUp.column.state')}</span>
    </div>
  )
}

/** 欠卡／補卡: the visits that wait for their card, in place of the registration; below, the chosen one and how to end it. */
export const MakeUpPane = () => {
  const { t } = useTranslation()
  useFocusReturn()
  const { data, error, refetch } = useDeskQuery('make-up:list', {})
  const { filter, selected } = useMakeUpStore()
  const items = data?.items ?? noItems
  const shown = useMemo(() => filterMakeUps(items, filter), [items, filter])
  const item = items.find(({ encounterId }) => encounterId === selected) ?? null
  const money = (amount: number): string => t('app.money', { amount: number(amount) })
  return (
    <section
      aria-label={t('makeUp.title')}
      data-testid="make-ups"
      className="@container flex min-h-0 flex-1 flex-col bg-surface"
    >
      <header className="flex flex-wrap items-center gap-3 px-3 pt-3 pb-2">
        <h2 className="text-lg font-semibold">{t('makeUp.title')}</h2>
        <Segmented
          label={t('makeUp.filter.label')}
          labelHidden
          options={makeUpFilters.map((value) => ({
            value,
            label: t(`makeUp.filter.${value}`),
            count: filterMakeUps(items, value).length,
          }))}
          value={filter}
          onChange={showMakeUps}
          testId="make-up-filter"
        />
        <span className="flex-1" />
        <Button shortcut="Esc" onClick={closeMakeUps}>
          {t('makeUp.back')}
        </Button>
      </header>
      {data === undefined || data.unknownYears.length === 0 ? null : (
        <div className="px-3 pb-2" data-testid="calendar-unknown">
          <Notice tone="wait">{t('makeUp.calendar', { years: data.unknownYears.join(t('app.and')) })}</Notice>
        </div>
      )}
      {error === null ? null : (
        <div className="px-3 pb-2">
          <ErrorCard error={error}>
            <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
          </ErrorCard>
        </div>
      )}
      <Head />
      <Rows
        label={t('makeUp.title')}
        items={shown}
        keyOf={({ encounterId }) => encounterId}
        selected={selected}
        onSelect={({ encounterId }) => selectMakeUp(encounterId)}
        onOpen={() => document.querySelector<HTMLElement>('[data-testid=make-up-submit]')?.focus()}
        renderRow={(each) => <Row item={each} />}
        rowClassName={columns}
        rowTestId={({ encounterId }) => `make-up-row-${encounterId}`}
        autoFocus={selected === null}
        empty={
          data === undefined ? (
            <Loading onReload={() => void refetch()} />
          ) : (
            <Empty title={t(`makeUp.empty.${filter}`)}>
              <p>{t('makeUp.emptyHint')}</p>
            </Empty>
          )
        }
      />
      {item === null ? null : <MakeUpDetail key={`${item.encounterId} ${item.state}`} item={item} />}
      {data === undefined ? null : (
        <p className="border-t border-line px-3 py-1 text-sm text-muted" data-testid="deposit-cash">
          {t('makeUp.cash', {
            taken: money(data.cash.taken),
            refunded: money(data.cash.refunded),
            held: money(data.cash.held),
          })}
        </p>
      )}
    </section>
  )
}
