import { useTranslation } from 'react-i18next'
import type { PatientSummary } from '../../../preload/contract/patient/patient.ts'
import type { PatientChart } from '../../../preload/contract/patient/patientChart.ts'
import { useDeskMutation, useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { momentWords } from '../../ui/format/date.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { SubstitutionList } from '../../ui/visit/SubstitutionList.tsx'
import { FamilyPart } from './FamilyPart.tsx'
import { MergeForm } from './MergeForm.tsx'
import { NotesPart } from './NotesPart.tsx'
import { ProblemsForm } from './ProblemsForm.tsx'
import { setTask, usePatients } from './patientsStore.ts'

/** Charts of the same person, and the way to part them again. */
const MergedPart = ({ chart }: { readonly chart: PatientChart }) => {
  const { t } = useTranslation()
  const undo = useDeskMutation('patient:undo-merge')
  if (chart.merged.length === 0) return null
  return (
    <section aria-label={t('patientChart.merge.title')} className="flex flex-col gap-1">
      <h3 className="text-sm text-muted">{t('patientChart.merge.title')}</h3>
      {chart.merged.map(({ mergeId, patient, mergedAt, mergedBy }) => (
        <p key={mergeId} className="flex flex-wrap items-center gap-x-3" data-testid="merged-chart">
          <span>{patient.name}</span>
          <span className="text-muted">{t('patient.chart', { number: patient.chartNumber })}</span>
          <span className="text-sm text-muted">
            {t('patientChart.merge.by', { time: momentWords(mergedAt, t), who: mergedBy })}
          </span>
          <Button disabled={undo.isPending} data-testid="undo-merge" onClick={() => undo.mutate({ mergeId })}>
            {t('patientChart.merge.undo')}
          </Button>
        </p>
      ))}
      {undo.error === null ? null : <ErrorCard error={undo.error} />}
    </section>
  )
}

/** A name with characters that Big5 lacks: a card may write it otherwise, uploads have no name, everything else has it as it is. */
const NameOutsideBig5 = ({ chart }: { readonly chart: PatientChart }) => {
  const { t } = useTranslation()
  if (chart.nameOutsideBig5.length === 0) return null
  return (
    <section aria-label={t('substitution.name')} className="flex flex-col gap-1" data-testid="name-outside-big5">
      <Notice tone="wait">{t('substitution.nameHint')}</Notice>
      <SubstitutionList substitutions={chart.nameOutsideBig5} />
    </section>
  )
}

/** What the clinic keeps of the chosen patient beyond the form, or the task that is being done to it. */
export const PatientChartPane = ({ patient }: { readonly patient: PatientSummary }) => {
  const { t } = useTranslation()
  const task = usePatients(({ task }) => task)
  const { patientId } = patient
  const { data: chart, error, refetch } = useDeskQuery('patient:chart', { patientId })
  if (error !== null) {
    return (
      <ErrorCard error={error}>
        <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
      </ErrorCard>
    )
  }
  if (chart === undefined) return null
  if (task === 'problems') return <ProblemsForm chart={chart} />
  if (task === 'merge') return <MergeForm patient={patient} />
  return (
    <div className="flex flex-col gap-4" data-testid="patient-chart">
      <div className="flex flex-wrap gap-2">
        <Button shortcut="F5" data-testid="edit-problems" onClick={() => setTask('problems')}>
          {t('patientChart.problems.key')}
        </Button>
        <Button shortcut="F7" data-testid="join-family" onClick={() => setTask('family')}>
          {t('patientChart.family.key')}
        </Button>
        <Button shortcut="F8" data-testid="merge-patient" onClick={() => setTask('merge')}>
          {t('patientChart.merge.key')}
        </Button>
      </div>
      <NameOutsideBig5 chart={chart} />
      <section aria-label={t('patientChart.problems.title')} className="flex flex-col gap-1">
        <h3 className="text-sm text-muted">{t('patientChart.problems.title')}</h3>
        <p>{chart.problems.length === 0 ? t('patientChart.problems.none') : chart.problems.join(t('app.and'))}</p>
      </section>
      <NotesPart chart={chart} />
      <FamilyPart chart={chart} isJoining={task === 'family'} />
      <MergedPart chart={chart} />
    </div>
  )
}
