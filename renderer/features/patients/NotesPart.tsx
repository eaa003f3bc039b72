import { useTranslation } from 'react-i18next'
import type { PatientChart } from '../../../preload/contract/patient/patientChart.ts'
import { useDeskMutation } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/chips/Chip.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'

const tones = { info: 'neutral', important: 'wait', critical: 'act' } as const

/** The notes that stand, the gravest first, each with the way to end it. */
export const NotesPart = ({ chart }: { readonly chart: PatientChart }) => {
  const { t } = useTranslation()
  const end = useDeskMutation('patient:end-note')
  const { patientId, notes } = chart
  return (
    <section aria-label={t('patientChart.notes.title')} className="flex flex-col gap-1">
      <h3 className="text-sm text-muted">{t('patientChart.notes.title')}</h3>
      {notes.length === 0 ? <p>{t('patientChart.notes.none')}</p> : null}
      {notes.map(({ noteId, severity, text, writtenBy }) => (
        <div key={noteId} className="flex items-start gap-2" data-testid="chart-note">
          <Chip tone={tones[severity]}>{t(`patientChart.severity.${severity}`)}</Chip>
          <span className="min-w-0 flex-1 break-words">
            {text} <span className="text-sm text-muted">{writtenBy}</span>
          </span>
          <Button tone="quiet" disabled={end.isPending} onClick={() => end.mutate({ patientId, noteId })}>
            {t('patientChart.notes.end')}
          </Button>
        </div>
      ))}
      {end.error === null ? null : <ErrorCard error={end.error} />}
    </section>
  )
}
