import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutboxItem } from '../../../preload/contract/upload/outbox.ts'
import { useScreenCommands } from '../../app/commands.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { useServerNow, useStatus } from '../../bridge/status.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Empty, Notice } from '../../ui/notices/Notice.tsx'
import { NotOffered } from '../../ui/notices/NotOffered.tsx'
import { Loading } from '../../ui/notices/Waiting.tsx'
import { Rows } from '../../ui/Rows.tsx'
import { useAnswerWords, useFieldErrorWords } from '../../ui/visit/codeWords.ts'
import { CloudFindings } from './CloudFindings.tsx'
import { DaysPanel } from './DaysPanel.tsx'
import { HoursChart } from './HoursChart.tsx'
import { ListFilter, StateFilter } from './ListFilter.tsx'
import { ListPages } from './ListPages.tsx'
import { SendingNotices } from './SendingNotices.tsx'
import { UploadDetail } from './UploadDetail.tsx'
import { UploadRow } from './UploadRow.tsx'
import { select, toggleDays, useUploads } from './uploadsStore.ts'
import { useListed } from './useListed.ts'
import { useSending } from './useSending.ts'
import { useUploadActions } from './useUploadActions.ts'
import { useUploadsToday } from './useUploadsToday.ts'

const columns = 'grid grid-cols-[9.5rem_3rem_minmax(5rem,9rem)_6rem_8rem_minmax(8rem,1fr)_3.5rem_4.5rem] gap-x-3 px-4'

/** A deadline is told in minutes. */
const clockMs = 5_000

/** What a row's target answered last: the first field it refused, or its number in words. */
const useLastAnswer = (): ((item: OutboxItem) => string) => {
  const { t } = useTranslation()
  const answer = useAnswerWords()
  const words = useFieldErrorWords()
  return ({ fieldErrors: [first], lastCode }) =>
    first === undefined ? answer(lastCode).line : t('code.fieldProblem', { ...words(first) })
}

const BigNumbers = () => {
  const { t } = useTranslation()
  const outbox = useStatus()?.outbox
  const dueSoon = useUploadsToday()?.dueSoon
  const unsigned = useDeskQuery('signature:unsigned', {}).data ?? []
  const signatureTone = unsigned.some(({ isLate }) => isLate)
    ? 'text-act'
    : unsigned.length > 0
      ? 'text-wait'
      : 'text-ink'
  const numbers = [
    { key: 'unsent', count: outbox?.unsent, tone: 'text-ink' },
    { key: 'dueSoon', count: dueSoon, tone: (dueSoon ?? 0) > 0 ? 'text-wait' : 'text-ink' },
    { key: 'rejected', count: outbox?.rejected, tone: (outbox?.rejected ?? 0) > 0 ? 'text-act' : 'text-ink' },
    {
      key: 'quarantined',
      count: outbox?.quarantined,
      tone: (outbox?.quarantined ?? 0) > 0 ? 'text-act' : 'text-ink',
    },
    { key: 'unsigned', count: unsigned.length, tone: signatureTone },
  ] as const
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-2">
      {numbers.map(({ key, count, tone }) => (
        <div key={key} className="flex flex-col-reverse">
          <dt className="text-sm text-muted">{t(`upload.big.${key}`)}</dt>
          <dd className={`text-xl font-semibold ${tone}`} data-testid={`big-${key}`}>
            {count}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const Head = () => {
  const { t } = useTranslation()
  return (
    <div
      className={`${columns} shrink-0 overflow-hidden border-y border-line bg-ground [scrollbar-gutter:stable] py-0.5 text-sm whitespace-nowrap text-muted`}
      aria-hidden
    >
      <span>{t('upload.column.due')}</span>
      <span className="text-right">{t('visit.number')}</span>
      <span>{t('upload.column.visit')}</span>
      <span>{t('upload.column.target')}</span>
      <span>{t('upload.column.state')}</span>
      <span>{t('upload.column.answer')}</span>
      <span className="text-right">{t('upload.column.tries')}</span>
      <span>{t('upload.column.next')}</span>
    </div>
  )
}

/** 上傳: what has no receipt yet, nearest deadline first. */
export const UploadsScreen = () => {
  const { t } = useTranslation()
  const { filter, selected, daysShown } = useUploads()
  const textField = useRef<HTMLInputElement>(null)
  const detailId = useId()
  const now = useServerNow(clockMs)
  const saidOf = useLastAnswer()
  const { running = true, nhiOffered = true } = useStatus()?.outbox ?? {}
  const listed = useListed()
  const { items, isNarrowed } = listed
  const item = items.find(({ outboxId }) => outboxId === selected) ?? null
  const actions = useUploadActions(item)
  const error = listed.error ?? actions.allError
  const sending = useSending()
  const isPaused = sending.pausedUntil !== null
  useScreenCommands([
    { key: 'F2', label: t('upload.key.sendAll'), run: actions.sendAll, disabled: actions.isSending || isPaused },
    { key: 'F3', label: t('upload.key.sendThis'), run: actions.sendThis, disabled: !actions.canSend },
    { key: 'F4', label: t('upload.key.requeue'), run: actions.requeue, disabled: !actions.canRequeue },
    { key: 'F5', label: t('upload.key.open'), run: actions.openVisit, disabled: item === null },
    { key: 'F6', label: t('upload.key.days'), run: toggleDays, pressed: daysShown },
    { key: 'F7', label: t('upload.preCheck.key'), run: actions.preCheck, disabled: !actions.canPreCheck },
    { key: 'F8', label: t('amendment.start'), run: actions.amend, disabled: !actions.canAmend },
    { key: 'F9', label: t('upload.key.drain'), run: sending.drain },
    { key: 'Ctrl+P', label: t(isPaused ? 'upload.resume' : 'upload.pause'), run: sending.togglePause },
    { key: 'Ctrl+F', label: t('upload.find.key'), run: () => textField.current?.focus() },
    { key: 'Ctrl+PageUp', label: t('upload.page.back'), run: listed.back, disabled: !listed.hasBack },
    { key: 'Ctrl+PageDown', label: t('upload.page.on'), run: listed.on, disabled: !listed.hasMore },
    { key: 'Escape', label: t('app.cancel'), run: () => select(null) },
  ])
  return (
    // Where there is little room it is as high as what it holds, with a list of its own height, and the screen scrolls.
    <div className="flex min-h-0 flex-1 flex-col bg-surface @max-4xl:flex-[1_0_auto]">
      <div className="flex flex-wrap items-end justify-between gap-x-10 gap-y-2 px-4 pt-3 pb-2">
        <BigNumbers />
        <HoursChart />
      </div>
      <div className="flex flex-wrap items-center gap-3 px-4 pb-2">
        <StateFilter />
        <span className="flex-1" />
        <span role="status" className="text-muted">
          {actions.allNote}
        </span>
        <Button shortcut="F6" aria-expanded={daysShown} onClick={toggleDays} data-testid="show-days">
          {t('upload.showDays')}
        </Button>
        <Button shortcut="Ctrl+P" onClick={sending.togglePause} data-testid="pause-sending">
          {t(isPaused ? 'upload.resume' : 'upload.pause')}
        </Button>
        <Button shortcut="F9" onClick={sending.drain} data-testid="drain">
          {t('upload.drain.button')}
        </Button>
        <Button
          tone="primary"
          shortcut="F2"
          disabled={actions.isSending || isPaused}
          onClick={actions.sendAll}
          data-testid="send-now"
        >
          {t('upload.sendNow')}
        </Button>
      </div>
      <SendingNotices sending={sending} />
      <CloudFindings />
      {running ? null : (
        <div className="px-4 pb-2">
          <Notice tone="act">{t('upload.stopped')}</Notice>
        </div>
      )}
      {nhiOffered ? null : (
        <div className="px-4 pb-2">
          <NotOffered />
        </div>
      )}
      {error === null ? null : (
        <div className="px-4 pb-2">
          <ErrorCard error={error} />
        </div>
      )}
      <ListFilter textField={textField} />
      <Head />
      <div className="flex min-h-0 flex-1 flex-col @max-4xl:h-40 @max-4xl:flex-none">
        {listed.isLoading ? (
          <Loading />
        ) : (
          <Rows
            autoFocus
            listKey={listed.page}
            label={t('app.screen.uploads')}
            items={items}
            keyOf={({ outboxId }) => outboxId}
            selected={selected}
            onSelect={({ outboxId }) => select(outboxId)}
            onOpen={actions.openVisit}
            rowClassName={columns}
            rowTestId={({ outboxId }) => `outbox-row-${outboxId}`}
            empty={<Empty title={t(isNarrowed ? 'upload.find.none' : `upload.empty.${filter}`)} />}
            renderRow={(row) => <UploadRow item={row} said={saidOf(row)} now={now} />}
          />
        )}
      </div>
      <ListPages listed={listed} onDetail={item === null ? null : () => document.getElementById(detailId)?.focus()} />
      {daysShown ? <DaysPanel /> : null}
      {item === null ? null : (
        <UploadDetail key={item.outboxId} item={item} now={now} actions={actions} id={detailId} />
      )}
    </div>
  )
}
