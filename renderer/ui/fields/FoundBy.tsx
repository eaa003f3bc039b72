import type { PatientMatch } from '../../../preload/contract/patient/patient.ts'
import { useWords } from '../../i18n/useWords.ts'

/** By what a patient was found, where it is not the name that stands beside it. */
export const FoundBy = ({ match }: { readonly match: PatientMatch }) => {
  const t = useWords()
  if (match === 'name') return null
  return (
    <span
      data-testid="found-by"
      data-match={match}
      className="rounded-sm bg-sunken px-1 text-sm whitespace-nowrap text-muted"
    >
      {t(`patient.foundBy.${match}`)}
    </span>
  )
}
