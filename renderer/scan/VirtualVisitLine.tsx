import { useTranslation } from 'react-i18next'
import type { VisitSummary } from '../../preload/contract/visit/visit.ts'
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

/** The one way on for a visit whose virtual card has lapsed; what had stopped goes on by itself afterwards. */
export const ScanAgain = ({ visit }: { readonly visit: VisitSummary }) => {
  const { t } = useTranslation()
  const { encounterId, patient } = visit
  return (
    <Button
      tone="primary"
      data-testid="scan-again-visit"
      onClick={() => openScan({ encounterId, patientName: patient.name })}
    >
      {t('virtualCard.scanAgain')}
    </Button>
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
