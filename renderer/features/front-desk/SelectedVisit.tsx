import { X } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { wantsNewScan } from '../../../preload/contract/card/newScan.ts'
import type { VisitSummary } from '../../../preload/contract/visit/visit.ts'
import { goTo, setPrinting } from '../../app/navigation.ts'
import { isStoppedByCard, stopAsOfNow, useCardReturn } from '../../bridge/cardReturn.ts'
import { useDeskMutation, useDeskQuery } from '../../bridge/query.ts'
import { ScanAgain, VirtualVisitLine } from '../../scan/VirtualVisitLine.tsx'
import { Button } from '../../ui/Button.tsx'
import { AttendanceChip } from '../../ui/chips/AttendanceChip.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { SwappedCard } from '../../ui/notices/SwappedCard.tsx'
import { useFocusReturn } from '../../ui/useFocusReturn.ts'
import { ConsentLine } from '../../ui/visit/ConsentLine.tsx'
import { CopaymentChoice } from '../../ui/visit/CopaymentChoice.tsx'
import { ask, select, useFrontDesk } from './frontDeskStore.ts'
import { HandOver } from './hand-over/HandOver.tsx'

const CancelQuestion = ({ visit }: { readonly visit: VisitSummary }) => {
  const { t } = useTranslation()
  useFocusReturn()
  const cancel = useDeskMutation('registration:cancel', () => ask(null))
  const session = useDeskQuery('card:current', {}).data ?? null
  const { isPending, error } = cancel
  const { encounterId, queueNumber: number, patient } = visit
  const submit = (): void => cancel.mutate({ encounterId })
  useCardReturn(cancel, patient.patientId, submit)
  return (
    <div className="flex flex-col gap-2">
      <p className="font-semibold">{t('registration.cancel.ask', { number, name: patient.name })}</p>
      <p className="text-sm text-muted">
        {visit.visitSequenceNumber === null
          ? t('registration.cancel.noSerial')
          : t(visit.medium === 'virtual' ? 'virtualCard.cancelSerial' : 'registration.cancel.serial')}
      </p>
      {error === null ? null : isStoppedByCard(error) ? (
        <ErrorCard
          error={stopAsOfNow(error, session)}
          about={<SwappedCard patientName={patient.name} session={session} />}
        />
      ) : (
        <ErrorCard error={error}>{wantsNewScan(error.code) ? <ScanAgain visit={visit} /> : undefined}</ErrorCard>
      )}
      <div className="flex gap-2">
        <Button tone="danger" disabled={isPending} data-testid="confirm-cancel" onClick={submit}>
          {t('registration.cancel.yes')}
        </Button>
        <Button autoFocus onClick={() => ask(null)} shortcut="Esc">
          {t('registration.cancel.no')}
        </Button>
      </div>
    </div>
  )
}

/** Foot of the list: what is known of the chosen visit, and where it can go from here. */
export const SelectedVisit = ({ visit }: { readonly visit: VisitSummary }) => {
  const { t } = useTranslation()
  useFocusReturn()
  const question = useFrontDesk(({ question }) => question)
  const isWaiting = visit.state === 'waiting'
  // Taken in meanwhile, or taken off the list at another desk: there is nothing to be asked any more, nor for Escape to leave.
  useEffect(() => {
    if (!isWaiting) ask(null)
  }, [isWaiting])
  const target = { kind: 'visit', encounterId: visit.encounterId } as const
  const facts = [
    `${t('visit.serial')} ${visit.visitSequenceNumber ?? visit.exceptionCode ?? '—'}`,
    `${t('visit.treatmentNumber')} ${t(visit.hasTreatmentNumber ? 'visit.treatmentNumberInHand' : 'visit.treatmentNumberMissing')}`,
    `${t('visit.item')} ${visit.treatmentItem}`,
    ...(isWaiting ? [] : [`${t('visit.copayment')} ${visit.copaymentCode}`]),
    visit.roomName,
  ]
  return (
    <section aria-label={t('registration.selected')} className="flex flex-col gap-2 border-t border-line px-3 py-2">
      {question === 'cancel' && isWaiting ? (
        <CancelQuestion visit={visit} />
      ) : question === 'hand-over' && isWaiting ? (
        <HandOver visit={visit} />
      ) : (
        <>
          <p className="flex items-center gap-2">
            <strong className="text-lg font-semibold">{t('visit.queueNumber', { number: visit.queueNumber })}</strong>
            <span className="min-w-0 flex-1 truncate">{visit.patient.name}</span>
            <AttendanceChip attendance={visit.attendance} />
            <button
              type="button"
              aria-label={t('app.close')}
              title={t('app.close')}
              onClick={() => select(null)}
              className="grid size-7 place-items-center rounded-md text-muted hover:bg-sunken"
            >
              <X className="size-4" aria-hidden />
            </button>
          </p>
          <p className="flex flex-wrap gap-x-3 text-sm text-muted">
            {facts.map((fact) => (
              <span key={fact} className="whitespace-nowrap">
                {fact}
              </span>
            ))}
          </p>
          {isWaiting ? <CopaymentChoice encounterId={visit.encounterId} code={visit.copaymentCode} /> : null}
          <VirtualVisitLine visit={visit} />
          {visit.consent === null ? null : (
            <p className="text-sm text-muted">
              {t('attendance.consent.label')}　<ConsentLine consent={visit.consent} />
            </p>
          )}
          <div className="flex flex-wrap gap-2">
            {isWaiting || visit.state === 'in-consultation' ? (
              <Button onClick={() => goTo('consultation', target)}>{t('registration.goConsultation')}</Button>
            ) : null}
            {visit.state === 'to-pay' || visit.state === 'closed' ? (
              <Button onClick={() => goTo('cashier', target)}>{t('registration.goCashier')}</Button>
            ) : null}
            <Button shortcut="F10" onClick={() => setPrinting(visit.encounterId)}>
              {t('print.open')}
            </Button>
            {isWaiting ? (
              <Button shortcut="Ctrl+D" data-testid="open-hand-over" onClick={() => ask('hand-over')}>
                {t('queue.handOver.key')}
              </Button>
            ) : null}
            {isWaiting ? (
              <Button tone="danger" shortcut="F7" data-testid="ask-cancel" onClick={() => ask('cancel')}>
                {t('registration.key.cancel')}
              </Button>
            ) : null}
          </div>
        </>
      )}
    </section>
  )
}
