import { useTranslation } from 'react-i18next'
import type { FieldError } from '../../../../preload/contract/upload/upload.ts'
import { Button } from '../../../ui/Button.tsx'
import { useFieldErrorWords } from '../../../ui/visit/codeWords.ts'
import { partOfField } from './refusedParts.ts'

interface RefusedFieldsProps {
  readonly errors: readonly FieldError[]
  readonly onGoTo: (part: 'diagnosis' | 'orders') => void
}

/** What the NHI has refused, each with the way to where it is typed. */
export const RefusedFields = ({ errors, onGoTo }: RefusedFieldsProps) => {
  const { t } = useTranslation()
  const words = useFieldErrorWords()
  if (errors.length === 0) return null
  return (
    <ul aria-label={t('amendment.refused')} className="flex max-h-28 flex-col gap-1 overflow-y-auto">
      {errors.map((error) => {
        const { field, problem } = words(error)
        const part = partOfField(error)
        return (
          <li
            key={`${error.field}-${error.orderLine}-${error.code}`}
            data-testid="refused-field"
            className="flex flex-wrap items-center gap-x-3 rounded-sm border-l-4 border-act bg-act-soft px-2 py-0.5"
          >
            <strong className="font-semibold">{field}</strong>
            <span className="min-w-0 flex-1 text-act">{problem}</span>
            {part === null ? null : (
              <Button tone="quiet" className="min-h-6!" onClick={() => onGoTo(part)}>
                {t('amendment.goTo')}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
