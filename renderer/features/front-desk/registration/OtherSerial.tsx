import { useTranslation } from 'react-i18next'
import type { VisitSummary } from '../../../../preload/contract/visit/visit.ts'
import { useDeskMutation, useDeskQuery } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { clockTime } from '../../../ui/format/date.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { dismissRegistered } from '../frontDeskStore.ts'

/** After a registration: another PC has taken a serial for this card minutes ago, with the offer to give this one back. */
export const OtherSerial = ({ visit }: { readonly visit: VisitSummary }) => {
  const { t } = useTranslation()
  const { encounterId } = visit
  const other = useDeskQuery('registration:other-serial', { encounterId }).data ?? null
  const cancel = useDeskMutation('registration:cancel', dismissRegistered)
  if (other === null) return null
  const { takenAt, visitSequenceNumber } = other
  return (
    <section
      role="alert"
      className="flex flex-col gap-1 rounded-md border-l-4 border-wait bg-wait-soft px-3 py-2"
      data-testid="other-serial"
    >
      <strong className="font-semibold text-wait">{t('journal.otherSerial.title')}</strong>
      <p>
        {takenAt === null
          ? t('journal.otherSerial.unknown')
          : t('journal.otherSerial.known', { time: clockTime(takenAt), serial: visitSequenceNumber ?? '—' })}
      </p>
      <p>{t('journal.otherSerial.todo')}</p>
      {cancel.error === null ? null : <ErrorCard error={cancel.error} />}
      <div>
        <Button tone="danger" disabled={cancel.isPending} onClick={() => cancel.mutate({ encounterId })}>
          {t('journal.otherSerial.rollBack')}
        </Button>
      </div>
    </section>
  )
}
