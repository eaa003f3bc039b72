import type { ComponentProps, Ref } from 'react'
import type { PatientSummary } from '../../../preload/contract/patient.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { rocDate } from '../../ui/format/date.ts'
import { SuggestBox } from '../../ui/SuggestBox.tsx'

const listed = 12
const nobody: readonly PatientSummary[] = []

interface PatientBoxProps {
  readonly label: string
  readonly text: string
  readonly onText: (text: string) => void
  /** Somebody is chosen: the text is a name, and nothing is searched for. */
  readonly isChosen: boolean
  readonly onPick: (patient: PatientSummary) => void
  /** Said where there is no chart that fits. */
  readonly emptyWords: string
  readonly inputProps: ComponentProps<'input'>
  readonly inputRef?: Ref<HTMLInputElement>
  readonly testId: string
}

/** Finds a chart by whatever is known of the patient. */
export const PatientBox = ({ text, isChosen, inputProps, inputRef, ...box }: PatientBoxProps) => {
  const wanted = text.trim()
  const search = useDeskQuery(
    'patient:search',
    { text: wanted, limit: listed },
    { enabled: wanted !== '' && !isChosen, keepPrevious: true },
  )
  return (
    <SuggestBox
      {...box}
      {...(inputRef === undefined ? {} : { inputRef })}
      text={text}
      items={wanted === '' || isChosen ? nobody : (search.data ?? nobody)}
      fresh={!search.isFetching}
      keyOf={({ patientId }) => patientId}
      inputProps={{ type: 'text', maxLength: 60, ...inputProps }}
      renderItem={(one) => (
        <span className="flex w-full items-center gap-x-3">
          <strong className="font-semibold">{one.name}</strong>
          <span>{rocDate(one.birthDate)}</span>
          <span className="text-muted">{one.chartNumber}</span>
        </span>
      )}
    />
  )
}
