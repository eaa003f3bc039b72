import { TriangleAlert } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { FoundPatient, PatientSummary } from '../../../preload/contract/patient/patient.ts'
import { useWords } from '../../i18n/useWords.ts'
import { Button } from '../../ui/Button.tsx'
import { FoundBy } from '../../ui/fields/FoundBy.tsx'
import { ageWords } from '../../ui/format/age.ts'
import { dayWords } from '../../ui/format/date.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Empty, Notice } from '../../ui/notices/Notice.tsx'
import { Loading } from '../../ui/notices/Waiting.tsx'
import { Rows } from '../../ui/Rows.tsx'
import { select } from './patientsStore.ts'
import { mostPatients, type PatientSearch } from './usePatientSearch.ts'

const columns = 'grid grid-cols-[5rem_minmax(5rem,1fr)_8rem_6rem_7.5rem_6rem] gap-x-3 px-3'

const Row = memo(({ patient }: { readonly patient: FoundPatient }) => {
  const t = useWords()
  return (
    <>
      <span className="text-muted">{patient.chartNumber}</span>
      <span className="flex min-w-0 items-center gap-1.5">
        <strong className="truncate font-semibold">{patient.name}</strong>
        <FoundBy match={patient.match} />
        {patient.allergies.length === 0 ? null : (
          <TriangleAlert className="size-3.5 shrink-0 text-act" aria-label={t('patient.allergyTitle')} />
        )}
      </span>
      <span>
        {t(`patient.sex.${patient.sex}`)} {ageWords(patient.birthDate, t)}
      </span>
      <span>{dayWords(patient.birthDate, t)}</span>
      <span className="text-muted">{patient.nationalIdMasked}</span>
      <span className="text-muted">{patient.lastVisitOn === null ? '' : dayWords(patient.lastVisitOn, t)}</span>
    </>
  )
})

interface PatientListProps {
  readonly text: string
  readonly search: PatientSearch
  readonly selected: string | null
  readonly onOpen: (patient: PatientSummary) => void
}

/** Everybody the text finds, newest visit first. */
export const PatientList = ({ text, search, selected, onOpen }: PatientListProps) => {
  const { t } = useTranslation()
  const { patients, fresh, error, again } = search
  if (text.trim() === '') {
    return (
      <Empty title={t('patient.search.idle')}>
        <p>{t('patient.search.placeholder')}</p>
      </Empty>
    )
  }
  if (error !== null) {
    return (
      <div className="p-3">
        <ErrorCard error={error}>
          <Button onClick={again}>{t('app.retry')}</Button>
        </ErrorCard>
      </div>
    )
  }
  if (patients.length === 0) {
    return fresh ? (
      <Empty title={t('patient.search.none')}>
        <p>{t('patient.search.noneHint')}</p>
      </Empty>
    ) : (
      <Loading onReload={again} />
    )
  }
  return (
    <>
      <div
        className={`${columns} shrink-0 overflow-hidden border-y border-line bg-ground [scrollbar-gutter:stable] py-0.5 text-sm whitespace-nowrap text-muted`}
        aria-hidden
      >
        <span>{t('patient.chartNumber')}</span>
        <span>{t('patient.name')}</span>
        <span>{t('patient.sexAge')}</span>
        <span>{t('patient.birthDate')}</span>
        <span>{t('patient.nationalId')}</span>
        <span>{t('patient.lastVisit')}</span>
      </div>
      <Rows
        label={t('app.screen.patients')}
        items={patients}
        keyOf={({ patientId }) => patientId}
        selected={selected}
        onSelect={select}
        onOpen={onOpen}
        renderRow={(patient) => <Row patient={patient} />}
        rowClassName={columns}
        rowTestId={({ patientId }) => `patient-row-${patientId}`}
        empty={null}
      />
      {patients.length < mostPatients ? (
        <p className="border-t border-line px-3 py-1 text-sm text-muted" role="status">
          {t('patient.search.count', { count: patients.length })}
        </p>
      ) : (
        <Notice tone="wait">{t('patient.search.more', { count: patients.length })}</Notice>
      )}
    </>
  )
}
