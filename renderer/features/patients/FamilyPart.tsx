import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PatientSummary } from '../../../preload/contract/patient/patient.ts'
import type { PatientChart } from '../../../preload/contract/patient/patientChart.ts'
import { useDeskMutation } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/chips/Chip.tsx'
import { TextField } from '../../ui/fields/Field.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { useFocusReturn } from '../../ui/useFocusReturn.ts'
import { PatientPicker } from './PatientPicker.tsx'
import { select, setTask } from './patientsStore.ts'

/** Takes somebody into the family: whom, and what they are to the head. */
const JoinForm = ({ chart }: { readonly chart: PatientChart }) => {
  const { t } = useTranslation()
  useFocusReturn()
  const [member, setMember] = useState<PatientSummary | null>(null)
  const [relation, setRelation] = useState('')
  const join = useDeskMutation('patient:join-family', () => setTask(null))
  const { patientId } = chart
  const submit = (): void => {
    if (member === null || relation.trim() === '' || join.isPending) return
    join.mutate({ patientId, memberId: member.patientId, relation })
  }
  if (member === null) {
    return (
      <PatientPicker
        label={t('patientChart.family.who')}
        except={patientId}
        onPick={setMember}
        testId="family-search"
      />
    )
  }
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <strong className="pb-1 font-semibold">{member.name}</strong>
      <TextField
        autoFocus
        label={t('patientChart.family.relation')}
        value={relation}
        maxLength={20}
        onChange={(event) => setRelation(event.target.value)}
        data-testid="family-relation"
      />
      <Button type="submit" tone="primary" disabled={relation.trim() === '' || join.isPending}>
        {t('patientChart.family.join')}
      </Button>
      <Button tone="quiet" onClick={() => setTask(null)}>
        {t('app.cancel')}
      </Button>
      {join.error === null ? null : <ErrorCard error={join.error} />}
    </form>
  )
}

/** Who belongs to one family, with the telephone each is reached by. */
export const FamilyPart = ({ chart, isJoining }: { readonly chart: PatientChart; readonly isJoining: boolean }) => {
  const { t } = useTranslation()
  const leave = useDeskMutation('patient:leave-family')
  const head = useDeskMutation('patient:head-family')
  const error = leave.error ?? head.error
  return (
    <section aria-label={t('patientChart.family.title')} className="flex flex-col gap-1">
      <h3 className="text-sm text-muted">{t('patientChart.family.title')}</h3>
      {chart.family.length === 0 && !isJoining ? <p>{t('patientChart.family.none')}</p> : null}
      {chart.family.map(({ patient, relation, isHead, phone }) => (
        <div key={patient.patientId} className="flex flex-wrap items-center gap-x-3" data-testid="family-member">
          <Button tone="quiet" className="px-1" onClick={() => select(patient)}>
            {patient.name}
          </Button>
          {isHead ? <Chip tone="accent">{t('patientChart.family.head')}</Chip> : <span>{relation}</span>}
          <span className="text-muted">{phone}</span>
          <span className="flex-1" />
          {isHead ? null : (
            <Button tone="quiet" onClick={() => head.mutate({ patientId: patient.patientId })}>
              {t('patientChart.family.makeHead')}
            </Button>
          )}
          <Button tone="quiet" onClick={() => leave.mutate({ patientId: patient.patientId })}>
            {t('patientChart.family.leave')}
          </Button>
        </div>
      ))}
      {isJoining ? <JoinForm chart={chart} /> : null}
      {error === null ? null : <ErrorCard error={error} />}
    </section>
  )
}
