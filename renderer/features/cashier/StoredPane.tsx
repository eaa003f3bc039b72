import { HardDriveDownload } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitDetail } from '../../../preload/contract/visit/visit.ts'
import { bookReturn, setPrinting } from '../../app/navigation.ts'
import { useServerNow } from '../../bridge/status.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/chips/Chip.tsx'
import { clockTime, dayWords, momentWords } from '../../ui/format/date.ts'
import { number } from '../../ui/format/number.ts'
import { OwnPaperLine } from '../../ui/visit/OwnPaperLine.tsx'
import { ReturnLine } from '../../ui/visit/ReturnLine.tsx'
import { SignatureLine } from '../../ui/visit/SignatureLine.tsx'
import { UploadLine } from '../../ui/visit/UploadLine.tsx'
import { useCashier } from './cashierStore.ts'
import { EarlierUploads } from './EarlierUploads.tsx'
import { RecordPane } from './RecordPane.tsx'
import { SerialStays } from './SerialStays.tsx'
import { VisitMoneyPane } from './VisitMoneyPane.tsx'

interface StoredPaneProps {
  readonly visit: VisitDetail
  /** On to the next who has to pay; null when nobody has. */
  readonly onNext: (() => void) | null
}

/** A closed visit: where it lies, and how far its uploads have come. Green only with a receipt. */
export const StoredPane = ({ visit, onNext }: StoredPaneProps) => {
  const { t } = useTranslation()
  const now = useServerNow(1000)
  const next = useRef<HTMLButtonElement>(null)
  const isActing = useCashier(({ act }) => act?.of === visit.encounterId)
  useEffect(() => {
    // After a visit is closed Enter goes on; whoever walks through a list by the arrows stays there.
    if (document.activeElement?.closest('[role=listbox]') == null) next.current?.focus()
  }, [])
  const debt = visit.cardDebt
  // The NHI has nothing yet of a visit whose card is owed.
  const standing = visit.uploads.filter(({ replaced }) => replaced === null)
  const all =
    visit.state === 'closed' &&
    debt?.state !== 'open' &&
    standing.length > 0 &&
    standing.every(({ state }) => state === 'accepted')
  const money = (amount: number): string => t('app.money', { amount: number(amount) })
  return (
    <section
      className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-4"
      data-testid="stored"
      data-complete={all}
    >
      <p className="flex items-center gap-2 text-lg" role="status">
        {visit.state === 'cancelled' ? (
          t('amendment.cancelled')
        ) : all ? (
          <Chip tone="ok">{t('cashier.storedAll')}</Chip>
        ) : (
          <>
            <HardDriveDownload className="size-5 text-muted" aria-hidden />
            {t('cashier.stored')}
          </>
        )}
      </p>
      {visit.state === 'cancelled' ? <SerialStays visit={visit} /> : null}
      {visit.paid === null ? null : (
        <p>
          {t('cashier.paid', {
            amount: money(visit.paid.received),
            change: money(visit.paid.received - visit.paid.amount),
          })}{' '}
          <span className="text-sm text-muted">{t('cashier.paidAt', { time: clockTime(visit.paid.paidAt) })}</span>
        </p>
      )}
      <OwnPaperLine encounterId={visit.encounterId} />
      {visit.cardWrite === 'written' ? (
        <p className="text-sm text-muted">{t('visit.cardWrite.written')}</p>
      ) : visit.exceptionCode === null ? null : (
        <p className="text-sm text-muted">{t('visit.exception', { code: visit.exceptionCode })}</p>
      )}
      {debt === null || debt.state === 'cancelled' ? null : (
        <p className={debt.state === 'open' ? 'text-wait' : 'text-sm text-muted'} data-testid="owed-stored">
          {debt.state === 'open'
            ? t('makeUp.owed.stored', { deposit: money(debt.deposit), due: dayWords(debt.dueOn, t) })
            : debt.state === 'returned'
              ? t('makeUp.owed.returned', {
                  time: debt.endedAt === null ? '' : momentWords(debt.endedAt, t),
                  refund: money(debt.refund),
                })
              : t('makeUp.owed.kept', { deposit: money(debt.deposit) })}
        </p>
      )}
      {visit.returnOn === undefined ? null : (
        <ReturnLine
          patientId={visit.patient.patientId}
          day={visit.returnOn}
          onBook={visit.state === 'cancelled' ? null : () => bookReturn(visit)}
        />
      )}
      <div className="border-t border-line">
        {standing.map((upload) => (
          <UploadLine key={upload.outboxId} upload={upload} now={now} />
        ))}
        {visit.signature === null ? null : <SignatureLine signature={visit.signature} />}
      </div>
      <div className="flex gap-2">
        {onNext === null ? null : (
          <Button
            ref={next}
            // Beside the money of a debt Enter is that of its form.
            {...(isActing ? {} : { tone: 'primary', shortcut: 'Enter' })}
            onClick={onNext}
            data-testid="next-to-pay"
          >
            {t('cashier.next')}
          </Button>
        )}
        <Button shortcut="F10" onClick={() => setPrinting(visit.encounterId)} data-testid="open-print">
          {t('print.open')}
        </Button>
      </div>
      <EarlierUploads visit={visit} now={now} />
      <RecordPane visit={visit} />
      <VisitMoneyPane encounterId={visit.encounterId} />
    </section>
  )
}
