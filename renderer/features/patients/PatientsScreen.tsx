import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PatientSummary } from '../../../preload/contract/patient/patient.ts'
import { KeptPanes } from '../../app/KeptPanes.tsx'
import { goTo, takeTarget } from '../../app/navigation.ts'
import { useOnStrip } from '../../app/patientStrip.ts'
import { useDeskMutation, useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields/Field.tsx'
import { belongsToInputMethod } from '../../ui/fields/inputMethod.ts'
import { dayWords } from '../../ui/format/date.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Empty } from '../../ui/notices/Notice.tsx'
import { PatientDetails } from './PatientDetails.tsx'
import { PatientFormPane } from './PatientFormPane.tsx'
import { PatientList } from './PatientList.tsx'
import { PatientListKeys } from './PatientListKeys.tsx'
import { openEditing, openNewPatient, usePatientForm } from './patientFormStore.ts'
import { select, setText, usePatients } from './patientsStore.ts'
import { usePatientSearch } from './usePatientSearch.ts'
import { wayToRegister } from './wayToRegister.ts'

const usualDivider = { patients: 600 }

/** 病人: everybody the clinic knows, found by name, chart number, birthday or national id. */
export const PatientsScreen = () => {
  const { t } = useTranslation()
  const { text, selected } = usePatients()
  const search = usePatientSearch(text)
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [takeFirst, setTakeFirst] = useState(false)
  // The answer may know more of the chosen one by now.
  const patient = search.patients.find(({ patientId }) => patientId === selected?.patientId) ?? selected
  const open = usePatientForm(({ open }) => open)
  // Somebody new is nobody yet; the one looked at before must not stand above the form.
  useOnStrip(open?.kind === 'new' ? null : patient)
  useEffect(() => {
    const target = takeTarget()
    if (target?.kind === 'patient') select(target.patient)
    if (target?.kind === 'new-patient') openNewPatient(target.typed, target.back)
    else input.current?.focus()
  }, [])

  const session = useDeskQuery('card:current', {}).data ?? null
  const way = patient === null ? null : wayToRegister(patient.patientId, session)
  /** Without a card the front desk registers by an exception code; which, is decided there. */
  const register = (chosen: PatientSummary): void => {
    if (wayToRegister(chosen.patientId, session).kind !== 'other-card') {
      goTo('front-desk', { kind: 'patient', patient: chosen })
    }
  }

  const edit = useDeskMutation('patient:details', (details) => openEditing(details, (day) => dayWords(day, t)))
  const startNew = (): void => openNewPatient(search.fresh && search.patients.length === 0 ? text : '', 'patients')

  const startEditing = (): void => {
    if (patient !== null) edit.mutate({ patientId: patient.patientId })
  }

  const [first] = search.patients
  useEffect(() => {
    if (!takeFirst || !search.fresh) return
    setTakeFirst(false)
    if (first === undefined) return
    select(first)
    list.current?.querySelector<HTMLElement>('[role="listbox"]')?.focus()
  }, [takeFirst, search.fresh, first])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (belongsToInputMethod(event.nativeEvent)) return
    if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
    event.preventDefault()
    if (text.trim() === '') return
    if (event.key === 'Enter' && search.fresh && first === undefined) startNew()
    else setTakeFirst(true)
  }
  return (
    <KeptPanes
      usual={usualDivider}
      dividerLabel={t('patient.divider')}
      panes={[
        {
          name: 'list',
          content: (
            <div
              ref={list}
              data-answers={search.fresh ? text.trim() : undefined}
              className="flex min-h-0 flex-1 flex-col bg-surface @max-4xl:max-h-80"
            >
              <TextField
                ref={input}
                type="search"
                label={t('patient.search.label')}
                hint={t('patient.search.hint')}
                placeholder={t('patient.search.placeholder')}
                maxLength={60}
                value={text}
                onChange={(event) => {
                  setTakeFirst(false)
                  setText(event.target.value)
                }}
                onKeyDown={onKeyDown}
                data-testid="patients-search"
                fieldClassName="px-3 pt-2 pb-2"
              />
              <PatientList text={text} search={search} selected={patient?.patientId ?? null} onOpen={register} />
            </div>
          ),
        },
        {
          name: 'details',
          content:
            open !== null ? (
              <PatientFormPane key={open.kind} open={open} />
            ) : (
              <>
                <PatientListKeys
                  canRegister={way !== null && way.kind !== 'other-card'}
                  hasCard={way?.kind === 'with-card'}
                  hasPatient={patient !== null}
                  onRegister={() => {
                    if (patient !== null) register(patient)
                  }}
                  onEdit={startEditing}
                  onNew={startNew}
                  onSearch={() => {
                    input.current?.focus()
                    input.current?.select()
                  }}
                />
                {patient === null || way === null ? (
                  <Empty title={t('patient.noSelection')}>
                    <Button shortcut="Ctrl+M" data-testid="new-patient" onClick={startNew}>
                      {t('patientForm.new')}
                    </Button>
                  </Empty>
                ) : (
                  <PatientDetails
                    key={patient.patientId}
                    patient={patient}
                    way={way}
                    onRegister={() => register(patient)}
                    onEdit={startEditing}
                  />
                )}
                {edit.error === null ? null : <ErrorCard error={edit.error} />}
              </>
            ),
        },
      ]}
    />
  )
}
