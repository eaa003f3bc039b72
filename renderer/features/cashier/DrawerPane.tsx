import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Shift } from '../../../preload/contract/money/drawer.ts'
import { useScreenCommands } from '../../app/commands.ts'
import { useDeskMutation, useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { TextField } from '../../ui/fields/Field.tsx'
import { momentWords } from '../../ui/format/date.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Loading } from '../../ui/notices/Waiting.tsx'
import { useFocusReturn } from '../../ui/useFocusReturn.ts'
import { amountOf } from './cash.ts'
import { showDrawer } from './cashierStore.ts'
import { DrawerCount } from './DrawerCount.tsx'
import { ShiftReport } from './ShiftReport.tsx'

const OpenDrawer = () => {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const open = useDeskMutation('drawer:open')
  const float = amountOf(typed)
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (float !== null && typed.trim() !== '') open.mutate({ float })
      }}
    >
      <TextField
        label={t('cashier.drawer.float')}
        hint={t('cashier.drawer.floatHint')}
        error={float === null ? t('cashier.receivedInvalid') : undefined}
        fieldClassName="max-w-60"
        className="text-right"
        inputMode="numeric"
        autoFocus
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        data-testid="drawer-float"
      />
      <Button
        type="submit"
        tone="primary"
        shortcut="Enter"
        className="self-start"
        disabled={float === null || typed.trim() === '' || open.isPending}
      >
        {t('cashier.drawer.open')}
      </Button>
      {open.error === null ? null : <ErrorCard error={open.error} />}
    </form>
  )
}

const ClosedShift = ({ shift, isFirst }: { readonly shift: Shift; readonly isFirst: boolean }) => {
  const { t } = useTranslation()
  const { closed } = shift
  if (closed === null) return null
  const difference = closed.counted - shift.expected
  return (
    <Disclosure
      open={isFirst}
      summary={
        <>
          <span className="flex-1">
            {t('cashier.drawer.shift', { shift: shift.shift })}
            <span className="pl-2 text-sm text-muted">{momentWords(closed.at, t)}</span>
          </span>
          <span className={difference === 0 ? 'text-muted' : 'text-act'}>
            {t(difference === 0 ? 'cashier.drawer.even' : 'cashier.drawer.differs')}
          </span>
        </>
      }
    >
      <ShiftReport shift={shift} />
    </Disclosure>
  )
}

/** 錢箱: opens the desk's shift, shows how it stands, counts and closes it, and keeps the reports of those before. */
export const DrawerPane = () => {
  const { t } = useTranslation()
  useFocusReturn()
  const { data: shift, error, refetch } = useDeskQuery('drawer:current', {})
  const reports = useDeskQuery('drawer:reports', {}).data ?? []
  useScreenCommands([
    { key: 'F11', label: t('cashier.drawer.title'), run: () => showDrawer(false) },
    { key: 'Escape', label: t('app.cancel'), run: () => showDrawer(false) },
  ])
  if (error !== null) return <ErrorCard error={error} />
  if (shift === undefined) return <Loading onReload={() => void refetch()} />
  return (
    <div
      className="flex min-h-0 min-w-0 flex-1 @max-4xl:flex-col @max-4xl:overflow-y-auto @max-3xl:flex-none @max-3xl:overflow-visible"
      data-testid="drawer"
    >
      <section
        aria-label={t('cashier.drawer.title')}
        className="flex min-h-0 min-w-0 flex-1 flex-col gap-3 overflow-y-auto bg-surface p-4"
      >
        <h2 className="text-lg">{t('cashier.drawer.shift', { shift: shift.shift })}</h2>
        {shift.opened === null ? <OpenDrawer /> : null}
        <ShiftReport shift={shift} />
        <h3 className="pt-2 font-semibold">{t('cashier.drawer.reports')}</h3>
        {reports.length === 0 ? <p className="text-muted">{t('cashier.drawer.noReports')}</p> : null}
        <div>
          {reports.map((report, index) => (
            <ClosedShift key={report.shift} shift={report} isFirst={index === 0} />
          ))}
        </div>
      </section>
      {shift.opened === null ? null : (
        <div className="flex w-100 shrink-0 flex-col border-l border-line @max-4xl:w-full">
          <DrawerCount key={shift.shift} shift={shift} />
        </div>
      )}
    </div>
  )
}
