import type { VisitSummary } from '../../../preload/contract/visit/visit.ts'
import { useWords } from '../../i18n/useWords.ts'
import { dayWords } from '../format/date.ts'
import { Chip } from './Chip.tsx'

/** The day of a visit that is still open after it; nothing for every other. One that was left behind asks for somebody. */
export const EarlierDayChip = ({ earlier }: Pick<VisitSummary, 'earlier'>) => {
  const t = useWords()
  if (earlier === null) return null
  const words = t(earlier.isInLine ? 'visit.earlier.inLine' : 'visit.earlier.leftBehind')
  return (
    <span className="inline-flex" data-testid="earlier-day" title={words}>
      <Chip tone={earlier.isInLine ? 'accent' : 'wait'}>{dayWords(earlier.day, t)}</Chip>
    </span>
  )
}
