import { useRef } from 'react'
import type { PatientSummary } from '../../../preload/contract/patient/patient.ts'
import { goTo } from '../../app/navigation.ts'
import { useDeskMutation, useDeskQuery } from '../../bridge/query.ts'
import { useSettled } from '../../ui/fields/useSettled.ts'
import { dayOf } from '../../ui/format/date.ts'
import { formOf, problemsOf, similarInput } from './patientDraft.ts'
import { closeForm, markTried, type OpenForm, usePatientForm } from './patientFormStore.ts'
import { select } from './patientsStore.ts'

const settleMs = 150
const nobody = [] as const

/** What the open form stands on: what it lacks, who may be the same, and the ways to save it. */
export const usePatientSaving = (open: OpenForm) => {
  const { draft, tried } = usePatientForm()
  const wasNewborn = open.kind === 'edit' && open.details.form.identity.kind === 'newborn'
  const problems = problemsOf(draft, dayOf(Date.now()), wasNewborn)
  const except = open.kind === 'edit' ? open.details.patientId : null
  const asked = useSettled(JSON.stringify(similarInput(draft)), settleMs)
  const { data: similar = nobody } = useDeskQuery(
    'patient:similar',
    { except, ...(JSON.parse(asked) as ReturnType<typeof similarInput>) },
    { keepPrevious: true },
  )

  /** Where the person goes next: to the desk that wanted him, or onto this screen. */
  const leave = (patient: PatientSummary, goesOn: boolean): void => {
    closeForm()
    select(patient)
    if (goesOn) goTo('front-desk', { kind: 'patient', patient })
    else if (open.kind === 'new' && open.back !== 'patients') goTo(open.back, { kind: 'patient', patient })
  }
  const goesOn = useRef(false)
  const done = (patient: PatientSummary): void => leave(patient, goesOn.current)
  const create = useDeskMutation('patient:create', done)
  const update = useDeskMutation('patient:update', done)
  const isPending = create.isPending || update.isPending

  /** Saves, and with `register` goes on to the front desk; answers with the first field that is wrong. */
  const save = (register: boolean): string | null => {
    if (isPending) return null
    markTried()
    const [wrong] = Object.keys(problems)
    const form = formOf(draft)
    if (wrong !== undefined || form === null) return wrong ?? 'name'
    goesOn.current = register
    if (open.kind === 'new') create.mutate(form)
    else update.mutate({ patientId: open.details.patientId, version: open.details.version, form })
    return null
  }
  return {
    draft,
    tried,
    problems,
    similar,
    isTaken: similar.some(({ same }) => same === 'identity'),
    isPending,
    error: create.error ?? update.error,
    save,
    leave,
  }
}
