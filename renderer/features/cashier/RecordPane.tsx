import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitDetail } from '../../../preload/contract/visit/visit.ts'
import { goTo } from '../../app/navigation.ts'
import { useDeskMutation, useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields/Field.tsx'
import { number } from '../../ui/format/number.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { useFocusReturn } from '../../ui/useFocusReturn.ts'
import { VersionList } from '../../ui/visit/VersionList.tsx'
import { CopaymentAmendment } from './CopaymentAmendment.tsx'
import { CancelRefillForm, RefillState } from './RefillCancellation.tsx'
import { SerialStays } from './SerialStays.tsx'

/** Amends the visit where it was written. */
export const amendVisit = ({ encounterId }: Pick<VisitDetail, 'encounterId'>): void =>
  goTo('consultation', { kind: 'amendment', encounterId })

/** Behind the cancellation of its refill prescription a record is amended only where the NHI has refused that. */
export const maySendAgain = ({ refillCancellation }: Pick<VisitDetail, 'refillCancellation'>): boolean =>
  refillCancellation !== 'asked' && refillCancellation !== 'cancelled'

const CancelForm = ({ visit, onLeave }: { readonly visit: VisitDetail; readonly onLeave: () => void }) => {
  const { t } = useTranslation()
  useFocusReturn()
  const [reason, setReason] = useState('')
  const { mutate, isPending, error } = useDeskMutation('amendment:cancel')
  const money = useDeskQuery('money:of-visit', { encounterId: visit.encounterId }).data
  // A visit from before the book of money was kept has only what it says itself.
  const kept = money === undefined || money.paid === 0 ? (visit.paid?.amount ?? 0) : money.paid - money.refunded
  const canCancel = reason.trim() !== '' && !isPending
  const cancel = (): void => {
    if (canCancel) mutate({ encounterId: visit.encounterId, fromVersion: visit.version, reason })
  }
  return (
    <form
      className="flex flex-col gap-2 rounded-md border border-act p-3"
      data-testid="cancel-closed"
      onSubmit={(event) => {
        event.preventDefault()
        cancel()
      }}
    >
      <h3 className="font-semibold">{t('amendment.cancel.title')}</h3>
      <p className="text-sm">{t('amendment.cancel.meaning', { amount: t('app.money', { amount: number(kept) }) })}</p>
      <SerialStays visit={visit} />
      <TextField
        label={t('amendment.cancel.reason')}
        value={reason}
        maxLength={200}
        autoFocus
        onChange={({ target }) => setReason(target.value)}
        data-testid="cancel-reason"
      />
      {error === null ? null : <ErrorCard error={error} />}
      <div className="flex gap-2">
        <Button tone="danger" disabled={!canCancel} onClick={cancel} data-testid="cancel-confirm">
          {t('amendment.cancel.confirm')}
        </Button>
        <Button onClick={onLeave}>{t('amendment.cancel.back')}</Button>
      </div>
    </form>
  )
}

/** The record of a visit that is over: its earlier versions, and the ways to amend or to cancel it. */
export const RecordPane = ({ visit }: { readonly visit: VisitDetail }) => {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'visit' | 'refill' | 'copayment' | null>(null)
  const versions = useDeskQuery('amendment:versions', { encounterId: visit.encounterId }).data ?? []
  return (
    <div className="flex flex-col gap-2">
      {visit.state !== 'closed' ? null : open === 'visit' ? (
        <CancelForm visit={visit} onLeave={() => setOpen(null)} />
      ) : open === 'refill' ? (
        <CancelRefillForm visit={visit} onLeave={() => setOpen(null)} />
      ) : open === 'copayment' ? (
        <CopaymentAmendment visit={visit} onLeave={() => setOpen(null)} onAmend={() => amendVisit(visit)} />
      ) : (
        <div className="flex flex-wrap gap-2">
          {maySendAgain(visit) ? (
            <Button shortcut="F6" onClick={() => amendVisit(visit)} data-testid="amend-visit">
              {t('amendment.start')}
            </Button>
          ) : null}
          {maySendAgain(visit) ? (
            <Button tone="quiet" onClick={() => setOpen('copayment')} data-testid="amend-copayment">
              {t('amendment.copayment.start')}
            </Button>
          ) : null}
          <Button tone="quiet" onClick={() => setOpen('visit')} data-testid="cancel-visit">
            {t('amendment.cancel.start')}
          </Button>
          {visit.refillCancellation === 'possible' ? (
            <Button tone="quiet" onClick={() => setOpen('refill')} data-testid="cancel-refill">
              {t('amendment.refill.start')}
            </Button>
          ) : null}
        </div>
      )}
      <RefillState visit={visit} />
      <VersionList versions={versions} />
    </div>
  )
}
