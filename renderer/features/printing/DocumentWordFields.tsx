import { useTranslation } from 'react-i18next'
import {
  type DocumentKind,
  type DocumentWords,
  documentWordFields,
  longestWords,
} from '../../../preload/contract/paper/printing.ts'
import { Field, TextField } from '../../ui/fields/Field.tsx'

interface DocumentWordFieldsProps {
  readonly kind: DocumentKind
  readonly words: DocumentWords
  readonly onType: (field: keyof DocumentWords, text: string) => void
}

const oneLine: readonly string[] = ['receivingClinic', 'receivingDepartment']

/** What a person writes into a letter, over what the visit proposes. */
export const DocumentWordFields = ({ kind, words, onType }: DocumentWordFieldsProps) => {
  const { t } = useTranslation()
  return documentWordFields[kind].map((field) =>
    oneLine.includes(field) ? (
      <TextField
        key={field}
        label={t(`print.word.${field}`)}
        value={words[field] ?? ''}
        maxLength={60}
        onChange={({ target }) => onType(field, target.value)}
        data-testid={`print-word-${field}`}
      />
    ) : (
      <Field key={field} label={t(`print.word.${field}`)}>
        {({ id, describedBy }) => (
          <textarea
            id={id}
            aria-describedby={describedBy}
            rows={3}
            maxLength={longestWords}
            value={words[field] ?? ''}
            onChange={({ target }) => onType(field, target.value)}
            className="control h-auto py-1"
            data-testid={`print-word-${field}`}
          />
        )}
      </Field>
    ),
  )
}
