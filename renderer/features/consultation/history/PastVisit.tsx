import { useTranslation } from 'react-i18next'
import type { VisitDetail } from '../../../../preload/contract/visit/visit.ts'
import type { PastEntry } from '../../../../preload/contract/visit/visitHistory.ts'
import type { IsoDate } from '../../../../preload/contract/words.ts'
import { useScreenCommands } from '../../../app/commands.ts'
import { bookReturn } from '../../../app/navigation.ts'
import { useDeskMutation, useDeskQuery } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { dayOf } from '../../../ui/format/date.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { ReturnLine } from '../../../ui/visit/ReturnLine.tsx'
import { SignatureLine } from '../../../ui/visit/SignatureLine.tsx'
import { VersionList } from '../../../ui/visit/VersionList.tsx'
import { askAmendment } from '../amend/amendmentStore.ts'
import { BegunAmendment } from '../amend/BegunAmendment.tsx'
import { openVisit } from '../consultationStore.ts'
import { showVisit } from '../visitActions.ts'
import { HistoryPane } from './HistoryPane.tsx'

/** A visit that has left the consultation: to be read, or taken back while it has not been paid. */
export const PastVisit = ({ visit }: { readonly visit: VisitDetail }) => {
  const { t } = useTranslation()
  const reopen = useDeskMutation('consultation:reopen')
  const versions = useDeskQuery('amendment:versions', { encounterId: visit.encounterId }).data ?? []
  const { data: vitals } = useDeskQuery('vitals:of-visit', { encounterId: visit.encounterId })
  const isClosed = visit.state === 'closed'
  useScreenCommands([
    { key: 'F3', label: t('amendment.start'), run: () => askAmendment(visit.encounterId), disabled: !isClosed },
    {
      key: 'Ctrl+N',
      label: t('appointment.bookReturn'),
      run: () => bookReturn(visit),
      disabled: visit.state === 'cancelled' || visit.returnOn === undefined,
    },
    { key: 'Escape', label: t('consultation.key.back'), run: () => openVisit(null) },
  ])
  const { encounterId, practitionerName, diagnoses, soap } = visit
  const orders = visit.orders.map((order, index) => ({
    ...order,
    daysLeft: null,
    name: visit.price?.lines.find(({ line }) => line === index + 1)?.name ?? order.code,
  }))
  const own: PastEntry = {
    encounterId,
    visitedOn: dayOf(visit.registeredAt) as IsoDate,
    practitionerName,
    state: visit.state === 'cancelled' ? 'cancelled' : 'closed',
    version: visit.version,
    diagnoses,
    orders,
    soap,
    alertReasons: visit.alertReasons ?? [],
    // Told above, with the way to book it.
    returnOn: null,
    vitals: vitals?.values.map(({ mark: _, ...reading }) => reading) ?? [],
  }
  return (
    <div className="flex min-h-0 max-w-4xl flex-1 flex-col gap-2 p-3">
      <Notice>
        <strong className="font-semibold">{t('visit.queueNumber', { number: visit.queueNumber })}</strong>
        <span className="flex-1">{t(isClosed ? 'consultation.closedReadOnly' : 'consultation.readOnly')}</span>
        {visit.state === 'to-pay' ? (
          <Button disabled={reopen.isPending} onClick={() => reopen.mutate({ encounterId }, { onSuccess: showVisit })}>
            {t('consultation.reopen')}
          </Button>
        ) : null}
        {isClosed ? (
          <Button shortcut="F3" onClick={() => askAmendment(encounterId)}>
            {t('amendment.start')}
          </Button>
        ) : null}
        <Button shortcut="Esc" onClick={() => openVisit(null)}>
          {t('consultation.key.back')}
        </Button>
      </Notice>
      {isClosed ? <BegunAmendment encounterId={encounterId} /> : null}
      {reopen.error === null ? null : <ErrorCard error={reopen.error} />}
      {visit.signature === null ? null : <SignatureLine signature={visit.signature} />}
      {visit.returnOn === undefined ? null : (
        <ReturnLine
          patientId={visit.patient.patientId}
          day={visit.returnOn}
          onBook={visit.state === 'cancelled' ? null : () => bookReturn(visit)}
        />
      )}
      <VersionList versions={versions} />
      <HistoryPane encounterId={encounterId} own={own} onRepeat={null} copy={null} filterRef={null} />
    </div>
  )
}
