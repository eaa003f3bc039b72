import { useTranslation } from 'react-i18next'
import { isRemote } from '../../preload/contract/visit/attendance.ts'
import type { VisitSummary } from '../../preload/contract/visit/visit.ts'
import { useDeskMutation } from '../bridge/query.ts'
import { useServerNow } from '../bridge/status.ts'
import { Button } from '../ui/Button.tsx'
import { virtualTime } from '../ui/format/virtualTime.ts'
import { Notice } from '../ui/notices/Notice.tsx'
import { openScan } from './redeem/scanDesk.ts'

/** Whether a visit stands on a virtual card and still needs it. */
const needsCard = ({ medium, state, exceptionCode }: VisitSummary): boolean =>
  medium === 'virtual' && exceptionCode === null && state !== 'closed' && state !== 'cancelled'

const DelegateLine = ({ delegate }: { readonly delegate: NonNullable<VisitSummary['delegate']> }) => {
  const { t } = useTranslation()
  return (
    <p className="text-sm" data-testid="visit-delegate">
      {t('virtualCard.delegate.shownBy', {
        relation: t(`virtualCard.delegate.relation.${delegate.relation}`),
        name: delegate.name,
      })}
    </p>
  )
}

/** A patient who is not here may approve in the app instead of sending a code; who has answered is told at the front desk. */
const AskAppAgain = ({ visit: { encounterId } }: { readonly visit: VisitSummary }) => {
  const { t } = useTranslation()
  const ask = useDeskMutation('remote-visit:ask-again')
  if (ask.isSuccess) {
    return (
      <span role="status" data-testid="app-asked-again">
        {t('remote.askedAgain')}
      </span>
    )
  }
  return (
    <>
      <Button disabled={ask.isPending} data-testid="ask-app-again" onClick={() => ask.mutate({ encounterId })}>
        {t('remote.askAgain')}
      </Button>
      {ask.error === null ? null : (
        <span role="alert" className="w-full text-sm" data-testid="ask-app-failed" data-code={ask.error.code}>
          {t(`error.${ask.error.code}.title`)} {t(`error.${ask.error.code}.next`)}
        </span>
      )}
    </>
  )
}

/** The ways on for a visit whose virtual card has lapsed; what had stopped goes on by itself afterwards. */
export const ScanAgain = ({ visit }: { readonly visit: VisitSummary }) => {
  const { t } = useTranslation()
  const { encounterId, patient, attendance } = visit
  return (
    <>
      <Button
        tone="primary"
        data-testid="scan-again-visit"
        onClick={() => openScan({ encounterId, patientName: patient.name })}
      >
        {t('virtualCard.scanAgain')}
      </Button>
      {isRemote(attendance) ? <AskAppAgain visit={visit} /> : null}
    </>
  )
}

interface VirtualVisitLineProps {
  readonly visit: VisitSummary
  /** An error card beside it says already that the hour is over, and has the way on. */
  readonly isToldElsewhere?: boolean
}

/**
 * The virtual card under a visit: how long it can be used, who has presented it; once it has lapsed, that nothing is lost, and the one
 * way on. Nothing where the visit stands on no virtual card.
 */
export const VirtualVisitLine = ({ visit, isToldElsewhere = false }: VirtualVisitLineProps) => {
  const { t } = useTranslation()
  const now = useServerNow(10_000)
  if (visit.medium !== 'virtual') return null
  const { minutes, state } = virtualTime(visit.virtualUntil, now)
  const { delegate } = visit
  return (
    <div
      className={`flex flex-wrap items-center gap-x-4 gap-y-1 ${needsCard(visit) && state === 'lapsed' ? 'w-full' : ''}`}
      data-testid="virtual-visit"
      data-state={needsCard(visit) ? state : 'over'}
    >
      {!needsCard(visit) || (state === 'lapsed' && isToldElsewhere) ? null : state === 'lapsed' ? (
        <div className="w-full">
          <Notice tone="wait">
            <span className="min-w-0 flex-1">{t('virtualCard.lapsed')}</span>
            <ScanAgain visit={visit} />
          </Notice>
        </div>
      ) : (
        <p className={`text-sm ${state === 'near' ? 'text-wait' : 'text-muted'}`}>
          {t('virtualCard.left', { minutes })}
        </p>
      )}
      {delegate === null ? null : <DelegateLine delegate={delegate} />}
    </div>
  )
}
