import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitSummary } from '../../../../preload/contract/visit/visit.ts'
import { setPrinting } from '../../../app/navigation.ts'
import { VirtualVisitLine } from '../../../scan/VirtualVisitLine.tsx'
import { Button } from '../../../ui/Button.tsx'
import { AttendanceChip } from '../../../ui/chips/AttendanceChip.tsx'
import { Chip } from '../../../ui/chips/Chip.tsx'
import { dayWords } from '../../../ui/format/date.ts'
import { number } from '../../../ui/format/number.ts'
import { OwnPaperLine } from '../../../ui/visit/OwnPaperLine.tsx'
import { nextPatient } from '../nextPatient.ts'
import { OtherSerial } from './OtherSerial.tsx'

/** What the patient is told: the number, large; and what was kept, so that the card may go back. */
export const RegisteredCard = ({ visit }: { readonly visit: VisitSummary }) => {
  const { t } = useTranslation()
  const box = useRef<HTMLElement>(null)
  // The button that was pressed is gone. Enter does nothing here: a second one must not take the number away that is being read out.
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus()
  }, [])
  return (
    <section
      ref={box}
      tabIndex={-1}
      role="status"
      className="flex flex-col gap-3 outline-none"
      data-testid="registered"
    >
      <p className="text-muted">{t('registration.doneTitle')}</p>
      <p className="flex flex-wrap items-baseline gap-x-6">
        <strong className="text-xl font-semibold" data-testid="queue-number">
          {t('visit.queueNumber', { number: visit.queueNumber })}
        </strong>
        <span className="text-lg">{visit.patient.name}</span>
        <span className="text-lg">{visit.practitionerName}</span>
        <span className="text-lg">{visit.roomName}</span>
        <AttendanceChip attendance={visit.attendance} />
      </p>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span data-testid="visit-serial">
          {t('visit.serial')} {visit.visitSequenceNumber ?? visit.exceptionCode ?? '—'}
        </span>
        <span>
          {t('visit.treatmentNumber')}{' '}
          {t(visit.hasTreatmentNumber ? 'visit.treatmentNumberInHand' : 'visit.treatmentNumberMissing')}
        </span>
        {visit.exceptionCode === null ? null : <Chip>{t('visit.exception', { code: visit.exceptionCode })}</Chip>}
      </p>
      {visit.cardDebt === null ? null : (
        <p className="text-wait" data-testid="owed-registered">
          {t('makeUp.owed.registered', {
            deposit: t('app.money', { amount: number(visit.cardDebt.deposit) }),
            due: dayWords(visit.cardDebt.dueOn, t),
          })}
        </p>
      )}
      <OwnPaperLine encounterId={visit.encounterId} />
      <VirtualVisitLine visit={visit} />
      <OtherSerial visit={visit} />
      <div className="flex items-center gap-4">
        <Button tone="primary" shortcut="Esc" onClick={nextPatient}>
          {t('registration.next')}
        </Button>
        <Button shortcut="F10" onClick={() => setPrinting(visit.encounterId)}>
          {t('print.open')}
        </Button>
        {visit.medium === 'virtual' ? (
          <span className="text-lg">{t('virtualCard.doneHint')}</span>
        ) : visit.exceptionCode === null && visit.cardDebt === null ? (
          <span className="text-lg">{t('registration.doneHint')}</span>
        ) : null}
      </div>
    </section>
  )
}
