import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Debt } from '../../../preload/contract/money/money.ts'
import type { VisitDetail, VisitSummary } from '../../../preload/contract/visit/visit.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { useScreenCommands } from '../../app/commands.ts'
import { bookReturn, goTo, setPrinting, takeTarget } from '../../app/navigation.ts'
import { useOnStrip } from '../../app/patientStrip.ts'
import { useDeskMutation, useDeskQuery } from '../../bridge/query.ts'
import { toggleScan } from '../../scan/redeem/redeem.ts'
import { useScanDesk } from '../../scan/redeem/scanDesk.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Empty } from '../../ui/notices/Notice.tsx'
import { Loading } from '../../ui/notices/Waiting.tsx'
import { copaymentKey, focusCopayment } from '../../ui/visit/focusCopayment.ts'
import { isLeftBehind } from '../../ui/visit/leftBehind.ts'
import {
  askException,
  beginAct,
  leaveAct,
  leaveException,
  selectVisit,
  setFilter,
  showDrawer,
  useCashier,
} from './cashierStore.ts'
import { DrawerPane } from './DrawerPane.tsx'
import { ownOfBook, ownOfDraft } from './ownAmounts.ts'
import { PayList } from './PayList.tsx'
import { PaymentPane } from './PaymentPane.tsx'
import { ReceiptPane } from './ReceiptPane.tsx'
import { amendVisit, maySendAgain } from './RecordPane.tsx'
import { openSettling, payTheRest, toggleOwes } from './SettlingFields.tsx'
import { StoredPane } from './StoredPane.tsx'
import { useClosing } from './useClosing.ts'

const noVisits: readonly VisitSummary[] = []
const noDebts: readonly Debt[] = []

const showNext = (next: VisitSummary | null): void => {
  setFilter('to-pay')
  selectVisit(next?.encounterId ?? null)
}

/** One visit at the cashier: its receipt, and the money or (once closed) its uploads. */
const OpenedVisit = ({ visit, next }: { readonly visit: VisitDetail; readonly next: VisitSummary | null }) => {
  const { t } = useTranslation()
  const isScanOpen = useScanDesk(({ open }) => open)
  const closing = useClosing(visit)
  const input = useRef<HTMLInputElement>(null)
  const reopen = useDeskMutation('consultation:reopen')
  const readAgain = useDeskMutation('card:read-again')
  const { encounterId } = visit
  const payable = visit.state === 'to-pay'
  const money = useDeskQuery('money:of-visit', { encounterId }, { enabled: !payable }).data
  const act = useCashier(({ act }) => act)
  const own = payable ? ownOfDraft(closing.reading.settling) : ownOfBook(money?.entries ?? [])
  const goNext = (): void => showNext(next)
  // Whoever pays with a virtual card scans for this visit; else the scan is for whoever comes.
  const scannedVisit = payable && visit.medium === 'virtual' ? { encounterId, patientName: visit.patient.name } : null
  useOnStrip(visit.patient)
  useScreenCommands([
    payable
      ? { key: 'F2', label: t('cashier.key.close'), run: closing.submit, disabled: closing.close.isPending }
      : {
          key: 'F2',
          label: t('cashier.key.payDebt'),
          run: () => beginAct(encounterId, 'pay'),
          disabled: (money?.owed ?? 0) === 0,
        },
    payable
      ? { key: 'F3', label: t('cashier.settling.open'), run: () => openSettling(encounterId) }
      : {
          key: 'F3',
          label: t('cashier.key.refund'),
          run: () => beginAct(encounterId, 'refund'),
          disabled: (money?.refundable.total ?? 0) === 0,
        },
    {
      key: 'F4',
      label: t('cashier.key.exact'),
      run: () => payTheRest(encounterId, closing),
      disabled: !payable,
    },
    {
      key: 'F5',
      label: t('card.readAgain'),
      run: () => readAgain.mutate({}),
      disabled:
        readAgain.isPending || visit.medium === 'virtual' || closing.card === 'not-needed' || closing.card === 'owed',
    },
    payable
      ? {
          key: 'F6',
          label: t('cashier.key.exception'),
          run: () => askException(encounterId, null),
          disabled:
            !payable ||
            closing.card === 'owed' ||
            visit.exceptionCode !== null ||
            (closing.options.data?.codes.length ?? 0) === 0,
        }
      : {
          key: 'F6',
          label: t('amendment.start'),
          run: () => amendVisit(visit),
          disabled: visit.state !== 'closed' || !maySendAgain(visit),
        },
    {
      key: 'F7',
      label: t('cashier.key.reopen'),
      run: () =>
        reopen.mutate({ encounterId }, { onSuccess: () => goTo('consultation', { kind: 'visit', encounterId }) }),
      disabled: !payable || closing.close.isPending,
    },
    { key: 'F8', label: t('cashier.key.next'), run: goNext, disabled: next === null },
    { key: 'F9', label: t('scan.key'), run: () => toggleScan(scannedVisit), pressed: isScanOpen },
    { key: 'F12', label: t('cashier.key.owes'), run: () => toggleOwes(encounterId), disabled: !payable },
    { key: 'F11', label: t('cashier.drawer.title'), run: () => showDrawer(true) },
    { key: 'F10', label: t('print.open'), run: () => setPrinting(encounterId) },
    {
      key: copaymentKey,
      label: t('visit.changeCopayment'),
      run: focusCopayment,
      disabled: !payable || closing.close.isPending,
    },
    {
      key: 'Ctrl+N',
      label: t('appointment.bookReturn'),
      run: () => bookReturn(visit),
      disabled: payable || visit.state === 'cancelled' || visit.returnOn === undefined,
    },
    {
      key: 'Escape',
      label: t('app.cancel'),
      run: () => {
        if (closing.asking !== null) leaveException()
        else if (act !== null) leaveAct()
        else selectVisit(null)
      },
    },
  ])
  return (
    <div className="flex min-h-0 min-w-0 flex-1 @max-4xl:flex-col @max-4xl:overflow-y-auto @max-3xl:flex-none @max-3xl:overflow-visible">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col border-r border-line @max-4xl:flex-none">
        {visit.price === null ? (
          <Empty title={t('cashier.noPrice')} />
        ) : (
          <ReceiptPane price={visit.price} own={own} debt={visit.cardDebt} />
        )}
      </div>
      <div className="flex w-100 shrink-0 flex-col @max-4xl:order-first @max-4xl:w-full">
        {reopen.error === null ? null : <ErrorCard error={reopen.error} />}
        {payable ? (
          <PaymentPane key={encounterId} visit={visit} closing={closing} inputRef={input} />
        ) : (
          <StoredPane key={encounterId} visit={visit} onNext={next === null ? null : goNext} />
        )}
      </div>
    </div>
  )
}

const Opened = ({ encounterId, next }: { readonly encounterId: EncounterId; readonly next: VisitSummary | null }) => {
  const { data: visit, error, refetch } = useDeskQuery('visit:detail', { encounterId })
  if (error !== null) {
    return (
      <div className="p-3">
        <ErrorCard error={error} />
      </div>
    )
  }
  return visit === undefined ? <Loading onReload={() => void refetch()} /> : <OpenedVisit visit={visit} next={next} />
}

/** Which visit is shown: the chosen one, else that of the card in the reader, else the first of those in line who has to pay. */
const useShown = (visits: readonly VisitSummary[]): EncounterId | null => {
  const { selected, filter } = useCashier()
  const session = useDeskQuery('card:current', {}).data ?? null
  if (selected !== null) return selected
  if (filter !== 'to-pay') return null
  const toPay = visits.filter(({ state }) => state === 'to-pay')
  const ofCard = toPay.find(({ patient }) => patient.patientId === session?.patient?.patientId)
  return (ofCard ?? toPay.find((visit) => !isLeftBehind(visit)))?.encounterId ?? null
}

/** Nobody is chosen: the drawer can still be counted. `isNone`: there is nobody to choose, as the list says. */
const Nobody = ({ isNone }: { readonly isNone: boolean }) => {
  const { t } = useTranslation()
  const filter = useCashier(({ filter }) => filter)
  useScreenCommands([{ key: 'F11', label: t('cashier.drawer.title'), run: () => showDrawer(true) }])
  const words = isNone ? (filter === 'to-pay' ? t('cashier.comesHere') : '') : t(`cashier.choose.${filter}`)
  return <Empty title={words} />
}

/** 批價: who has to pay at the left, the receipt and the money at the right. */
export const CashierScreen = () => {
  const visits = useDeskQuery('visit:list', { day: null }).data ?? noVisits
  const filter = useCashier(({ filter }) => filter)
  const isDrawerOpen = useCashier(({ isDrawerOpen }) => isDrawerOpen)
  const shown = useShown(visits)
  const isScanOpen = useScanDesk(({ open }) => open)
  useEffect(() => {
    const target = takeTarget()
    if (target?.kind !== 'visit') return
    const state = visits.find(({ encounterId }) => encounterId === target.encounterId)?.state
    setFilter(state === 'to-pay' ? 'to-pay' : 'closed')
    selectVisit(target.encounterId)
  }, [visits])
  // Closing moves a visit to the other list; it is fixed as chosen then, so that its uploads stay in sight.
  useEffect(() => {
    if (shown !== null) useCashier.setState({ selected: shown })
  }, [shown])
  const listed = useMemo(() => visits.filter(({ state }) => state === filter), [visits, filter])
  const debts = useDeskQuery('money:debts', { patientId: null }).data ?? noDebts
  const next =
    visits.find((visit) => visit.state === 'to-pay' && !isLeftBehind(visit) && visit.encounterId !== shown) ?? null
  return (
    <div className="flex min-h-0 flex-1 @max-3xl:flex-col @max-3xl:overflow-y-auto">
      {/* Beside a scan the visit being paid needs the room; F8 still goes on to the next. */}
      <div
        className={`flex min-h-0 w-80 shrink-0 flex-col border-r border-line @max-3xl:h-60 @max-3xl:w-full ${isScanOpen && shown !== null ? '@max-5xl:hidden' : ''}`}
      >
        <PayList
          visits={visits}
          shown={listed}
          selected={shown}
          onOpen={() => {
            if (filter === 'to-pay') document.querySelector<HTMLElement>('[data-testid=received]')?.focus()
            else if (next !== null) showNext(next)
          }}
        />
      </div>
      {isDrawerOpen ? (
        <DrawerPane />
      ) : shown === null ? (
        <Nobody isNone={filter === 'debts' ? debts.length === 0 : listed.length === 0} />
      ) : (
        <Opened key={shown} encounterId={shown} next={next} />
      )}
    </div>
  )
}
