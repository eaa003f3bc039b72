import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoteSeverity, PatientChart } from '../../../preload/contract/patient/patientChart.ts'
import { useDeskMutation } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields/Field.tsx'
import { Segmented } from '../../ui/fields/Segmented.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { useFocusReturn } from '../../ui/useFocusReturn.ts'
import { walkOnEnter } from './enterWalk.ts'
import { setTask } from './patientsStore.ts'
import { joinList, splitList } from './textList.ts'

const severities = ['info', 'important', 'critical'] as const
const longestList = 400

/** Allergies, chronic problems and a new note, each on one line; Enter walks and saves behind the last. */
export const ProblemsForm = ({ chart }: { readonly chart: PatientChart }) => {
  const { t } = useTranslation()
  const { patientId } = chart
  const box = useRef<HTMLElement>(null)
  useFocusReturn()
  const [allergies, setAllergies] = useState(joinList(chart.allergies, t('app.and')))
  const [problems, setProblems] = useState(joinList(chart.problems, t('app.and')))
  const [note, setNote] = useState('')
  const [severity, setSeverity] = useState<NoteSeverity>('important')
  const add = useDeskMutation('patient:add-note', () => setTask(null))
  const save = useDeskMutation('patient:set-problems', () => {
    if (note.trim() === '') setTask(null)
    else add.mutate({ patientId, severity, text: note })
  })
  const error = save.error ?? add.error
  const isPending = save.isPending || add.isPending
  const submit = (): void => {
    if (isPending) return
    save.mutate({ patientId, allergies: splitList(allergies), problems: splitList(problems) })
  }
  useEffect(() => box.current?.querySelector('input')?.focus(), [])
  return (
    <section
      ref={box}
      aria-label={t('patientChart.problems.key')}
      data-testid="problems-form"
      className="flex flex-col gap-3"
      onKeyDown={(event) => walkOnEnter(event, submit)}
    >
      <TextField
        label={t('patient.allergyTitle')}
        hint={t('patientChart.problems.hint')}
        value={allergies}
        maxLength={longestList}
        onChange={(event) => setAllergies(event.target.value)}
        data-testid="form-allergies"
      />
      <TextField
        label={t('patientChart.problems.title')}
        hint={t('patientChart.problems.hint')}
        value={problems}
        maxLength={longestList}
        onChange={(event) => setProblems(event.target.value)}
        data-testid="form-problems"
      />
      <Segmented
        label={t('patientChart.severity.title')}
        options={severities.map((value) => ({ value, label: t(`patientChart.severity.${value}`) }))}
        value={severity}
        onChange={setSeverity}
        testId="form-severity"
      />
      <TextField
        label={t('patientChart.notes.add')}
        hint={t('patientChart.notes.hint')}
        value={note}
        maxLength={200}
        onChange={(event) => setNote(event.target.value)}
        data-testid="form-note"
      />
      {error === null ? null : <ErrorCard error={error} />}
      <div className="flex gap-2">
        <Button tone="primary" disabled={isPending} data-testid="save-problems" onClick={submit}>
          {t('patientForm.save')}
        </Button>
        <Button tone="quiet" onClick={() => setTask(null)}>
          {t('app.cancel')}
        </Button>
      </div>
    </section>
  )
}
