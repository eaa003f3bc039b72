import { ArrowLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { VisitDetail, VisitSummary } from '../../../preload/contract/visit/visit.ts'
import { runCommand } from '../../app/commands.ts'
import { VirtualVisitLine } from '../../scan/VirtualVisitLine.tsx'
import { Button } from '../../ui/Button.tsx'
import { AttendanceChip } from '../../ui/chips/AttendanceChip.tsx'
import { ConsentLine } from '../../ui/visit/ConsentLine.tsx'
import { openVisit } from './consultationStore.ts'

interface VisitBarProps {
  readonly visit: VisitDetail
  /** Who comes after this one; null when nobody waits. */
  readonly next: VisitSummary | null
  /** How many wait for the same doctor, the next one among them. */
  readonly waiting: number
}

/** Which visit this is, and who waits. */
export const VisitBar = ({ visit, next, waiting }: VisitBarProps) => {
  const { t } = useTranslation()
  const facts = [
    t(`visit.session.${visit.session}`),
    `${t('visit.item')} ${visit.treatmentItem}`,
    `${t('visit.copayment')} ${visit.copaymentCode}`,
    `${t('visit.serial')} ${visit.visitSequenceNumber ?? visit.exceptionCode ?? '—'}`,
    `${visit.practitionerName} ${visit.roomName}`,
  ]
  return (
    <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-4 border-b border-line px-2">
      <Button tone="quiet" icon={<ArrowLeft className="size-4" aria-hidden />} onClick={() => openVisit(null)}>
        {t('consultation.key.list')}
      </Button>
      <strong className="text-lg font-semibold">{t('visit.queueNumber', { number: visit.queueNumber })}</strong>
      <AttendanceChip attendance={visit.attendance} />
      {visit.consent === null ? null : (
        <span className="text-sm whitespace-nowrap text-muted">
          <ConsentLine consent={visit.consent} />
        </span>
      )}
      {facts.map((fact) => (
        <span key={fact} className="text-sm whitespace-nowrap text-muted">
          {fact}
        </span>
      ))}
      <VirtualVisitLine visit={visit} />
      <span className="flex-1" />
      <Button tone="quiet" shortcut="Ctrl+T" onClick={() => runCommand('Ctrl+T')}>
        {t('template.key')}
      </Button>
      <Button tone="quiet" shortcut="F10" onClick={() => runCommand('F10')}>
        {t('print.open')}
      </Button>
      <span className="text-sm whitespace-nowrap text-muted">
        {next === null
          ? t('consultation.noNext')
          : t('consultation.nextUp', { number: next.queueNumber, name: next.patient.name, count: waiting })}
      </span>
    </div>
  )
}
