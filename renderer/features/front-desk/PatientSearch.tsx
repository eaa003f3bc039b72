import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { PatientSummary } from '../../../preload/contract/patient.ts'
import { openNewPatient } from '../../app/navigation.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { FoundBy } from '../../ui/FoundBy.tsx'
import { rocDate } from '../../ui/format/date.ts'
import { SuggestBox } from '../../ui/SuggestBox.tsx'
import { choosePatient, setSearchText, useFrontDesk } from './frontDeskStore.ts'

/** Finds somebody who has brought no card. */
export const PatientSearch = ({
  inputRef,
  label,
  onPick = choosePatient,
}: {
  readonly inputRef: Ref<HTMLInputElement>
  /** What the search is for, where that is not registering. */
  readonly label?: string
  readonly onPick?: (patient: PatientSummary) => void
}) => {
  const { t } = useTranslation()
  const name = label ?? t('patient.search.label')
  const text = useFrontDesk(({ searchText }) => searchText)
  const wanted = text.trim()
  const {
    data = [],
    isFetching,
    error,
  } = useDeskQuery('patient:search', { text: wanted, limit: 20 }, { enabled: wanted !== '', keepPrevious: true })
  const fresh = !isFetching
  const isUnknown = fresh && wanted !== '' && data.length === 0 && error === null
  return (
    <SuggestBox
      label={name}
      text={text}
      onText={setSearchText}
      items={wanted === '' ? [] : data}
      fresh={fresh}
      keyOf={({ patientId }) => patientId}
      onPick={onPick}
      emptyWords={error === null ? t('patientForm.noneEnter') : t(`error.${error.code}.title`)}
      inputRef={inputRef}
      inputProps={{
        placeholder: `${name} F3 · ${t('patient.search.placeholder')}`,
        maxLength: 60,
        onKeyDown: (event) => {
          if (event.key !== 'Enter' || !isUnknown) return
          event.preventDefault()
          openNewPatient(text)
        },
      }}
      testId="patient-search"
      renderItem={(patient) => (
        <span className="grid w-full grid-cols-[7rem_5rem_6rem_7rem_5rem_auto] gap-x-3">
          <strong className="truncate font-semibold">{patient.name}</strong>
          <span className="text-muted">
            {t(`patient.sex.${patient.sex}`)} {t('patient.age', { age: patient.age })}
          </span>
          <span>{rocDate(patient.birthDate)}</span>
          <span className="text-muted">{patient.nationalIdMasked}</span>
          <span className="text-muted">{patient.chartNumber}</span>
          <FoundBy match={patient.match} />
        </span>
      )}
    />
  )
}
