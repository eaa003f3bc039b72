import { useTranslation } from 'react-i18next'
import { type DraftPath, useDraftForm, useFieldError } from './draftForm.ts'

interface CellProps {
  readonly path: DraftPath
  readonly row: number
  readonly column: string
}

interface TextCellProps extends CellProps {
  readonly maxLength: number
  readonly upperCase?: boolean
}

/** A text of a table's row. */
export const TextCell = ({ path, row, column, maxLength, upperCase = false }: TextCellProps) => {
  const { t } = useTranslation()
  const { register } = useDraftForm()
  const error = useFieldError(path)
  return (
    <input
      autoComplete="off"
      spellCheck={false}
      maxLength={maxLength}
      {...register(path)}
      aria-label={t('settings.table.cell', { number: row + 1, column })}
      aria-invalid={error !== undefined}
      data-testid={`settings-${path}`}
      className={`control ${upperCase ? 'uppercase' : ''}`}
    />
  )
}

interface ListCellProps extends CellProps {
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

/** A choice in a table's row. */
export const ListCell = ({ path, row, column, options }: ListCellProps) => {
  const { t } = useTranslation()
  const { register } = useDraftForm()
  const error = useFieldError(path)
  return (
    <select
      {...register(path)}
      aria-label={t('settings.table.cell', { number: row + 1, column })}
      aria-invalid={error !== undefined}
      data-testid={`settings-${path}`}
      className="control"
    >
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  )
}

/** What is wrong at one cell, with the column's name; nothing while it is right. */
export const CellProblem = ({ path, column }: { readonly path: DraftPath; readonly column: string }) => {
  const { t } = useTranslation()
  const error = useFieldError(path)
  if (error === undefined) return null
  return <span className="text-act">{t('settings.table.problem', { column, problem: error })}</span>
}
