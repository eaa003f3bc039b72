import { useTranslation } from 'react-i18next'
import { isRemote } from '../../preload/contract/visit/attendance.ts'
import type { RemoteVisit } from '../../preload/contract/visit/remoteVisit.ts'
import type { VisitSummary } from '../../preload/contract/visit/visit.ts'
import { useNavigation } from '../app/navigation.ts'
import { useDeskMutation, useDeskQuery } from '../bridge/query.ts'
import { useServerNow } from '../bridge/status.ts'
import { Button } from '../ui/Button.tsx'
import { virtualTime } from '../ui/format/virtualTime.ts'
import { KeepFocus } from '../ui/KeepFocus.tsx'
import { ErrorLine } from '../ui/notices/ErrorLine.tsx'
import { Notice } from '../ui/notices/Notice.tsx'
import { openScan } from './redeem/scanDesk.ts'
import { RemoteRequest } from './remote/RemoteRequest.tsx'
import { requestForVisit } from './remote/remoteVisitView.ts'

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

interface AskAppAgainProps {
  readonly visit: VisitSummary
  /** The last request for this visit; null before the first. */
  readonly request: RemoteVisit | null
}

/** A patient who is not here may approve in the app instead of sending a code. How that goes is told where it was asked for. */
const AskAppAgain = ({ visit: { encounterId }, request }: AskAppAgainProps) => {
  const { t } = useTranslation()
  const ask = useDeskMutation('remote-visit:ask-again')
  const isFrontDesk = useNavigation(({ screen }) => screen === 'front-desk')
  if (request !== null && isFrontDesk) {
    return (
      <span className="w-full text-sm" data-testid="app-asked-again">
        {t('remote.askedAgain', { state: t(`remote.state.${request.state}`) })}
      </span>
    )
  }
  if (request !== null) {
    return (
      <div
        className="flex min-w-0 grow basis-72 flex-col gap-1 text-ink"
        data-testid="remote-visit"
        data-state={request.state}
      >
        <RemoteRequest item={request} isInside />
      </div>
    )
  }
  return (
    <>
      {/* It stays while it is asked, or the focus would be lost. */}
      <Button
        aria-disabled={ask.isPending}
        data-testid="ask-app-again"
        onClick={() => (ask.isPending ? undefined : ask.mutate({ encounterId }))}
      >
        {t(ask.isPending ? 'remote.asking' : 'remote.askAgain')}
      </Button>
      {ask.error === null ? null : (
        <div className="w-full" data-testid="ask-app-failed" data-code={ask.error.code}>
          <ErrorLine error={ask.error} />
        </div>
      )}
    </>
  )
}

const noRequests: readonly RemoteVisit[] = []

/** The ways on for a visit whose virtual card has lapsed; what had stopped goes on by itself afterwards. */
export const ScanAgain = ({ visit }: { readonly visit: VisitSummary }) => {
  const { t } = useTranslation()
  const { encounterId, patient, attendance } = visit
  const maybeAsked = isRemote(attendance)
  const items = useDeskQuery('remote-visit:list', {}, { enabled: maybeAsked }).data?.items ?? noRequests
  const request = requestForVisit(items, encounterId)
  return (
    <KeepFocus className={`flex flex-wrap items-center gap-2 ${request === null ? '' : 'min-w-0 grow-2 basis-96'}`}>
      <Button
        tone="primary"
        data-testid="scan-again-visit"
        onClick={() => openScan({ encounterId, patientName: patient.name })}
      >
        {t('virtualCard.scanAgain')}
      </Button>
      {maybeAsked ? <AskAppAgain visit={visit} request={request} /> : null}
    </KeepFocus>
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
    <KeepFocus
      className={`flex flex-wrap items-center gap-x-4 gap-y-1 ${needsCard(visit) && state === 'lapsed' ? 'w-full' : ''}`}
      data-testid="virtual-visit"
      data-state={needsCard(visit) ? state : 'over'}
    >
      {!needsCard(visit) || (state === 'lapsed' && isToldElsewhere) ? null : state === 'lapsed' ? (
        <div className="w-full">
          <Notice tone="wait">
            <span className="min-w-0 grow basis-72">
              {t(isRemote(visit.attendance) ? 'virtualCard.lapsedRemote' : 'virtualCard.lapsed')}
            </span>
            <ScanAgain visit={visit} />
          </Notice>
        </div>
      ) : (
        <p role="timer" className={`text-sm ${state === 'near' ? 'text-wait' : 'text-muted'}`}>
          {t('virtualCard.left', { minutes })}
        </p>
      )}
      {delegate === null ? null : <DelegateLine delegate={delegate} />}
    </KeepFocus>
  )
}
