import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DrugNote, DrugNoteSchema, type NotedDrug } from '../../../preload/contract/paper/drugNotes.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { useDeskMutation, useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields/Field.tsx'
import { belongsToInputMethod } from '../../ui/fields/inputMethod.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'

const parts = ['advice', 'indication', 'warning'] as const

/** The program's own words for a part, where the clinic's stand in place of them or would. */
const starterOf = ({ starter }: NotedDrug, part: (typeof parts)[number]): string | null =>
  part === 'advice' ? null : (starter?.[part] ?? null)

interface NoteFormProps {
  readonly drug: NotedDrug
  readonly onLeave: () => void
}

/** Enter walks the fields and keeps them behind the last; Escape leaves what stood. Neither prints nor closes the dialog. */
const NoteForm = ({ drug, onLeave }: NoteFormProps) => {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<DrugNote>(drug.own)
  const keep = useDeskMutation('print:keep-drug-note')
  const save = (): void => {
    if (keep.isPending) return
    const note = DrugNoteSchema.parse(typed)
    keep.mutate({ code: drug.code, note }, { onSuccess: onLeave })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (belongsToInputMethod(event.nativeEvent)) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      onLeave()
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.preventDefault()
      const fields = [...event.currentTarget.querySelectorAll('input')]
      const next = fields[fields.indexOf(event.target) + 1]
      if (next === undefined) save()
      else next.focus()
    }
  }
  return (
    <fieldset
      className="flex flex-col gap-2 pt-1 pb-2"
      aria-label={t('print.drugNote.of', { name: drug.name })}
      onKeyDown={onKeyDown}
      data-testid="drug-note-form"
    >
      {parts.map((part) => {
        const starter = starterOf(drug, part)
        return (
          <TextField
            key={part}
            autoFocus={part === 'advice'}
            label={t(`print.drugNote.${part}`)}
            hint={starter === null ? undefined : t('print.drugNote.insteadOf', { words: starter })}
            maxLength={80}
            value={typed[part] ?? ''}
            onChange={({ target }) => setTyped({ ...typed, [part]: target.value })}
            data-testid={`drug-note-${part}`}
          />
        )
      })}
      {keep.error === null ? null : <ErrorCard error={keep.error} />}
      <span className="flex gap-2">
        <Button shortcut="Enter" disabled={keep.isPending} onClick={save} data-testid="drug-note-keep">
          {t('print.drugNote.keep')}
        </Button>
        <Button tone="quiet" shortcut="Esc" onClick={onLeave}>
          {t('print.drugNote.leave')}
        </Button>
      </span>
    </fieldset>
  )
}

/** What the clinic says of each drug on a bag: written once, on every bag of that drug from then on. */
export const DrugNoteFields = ({ encounterId }: { readonly encounterId: EncounterId }) => {
  const { t } = useTranslation()
  const drugs = useDeskQuery('print:drug-notes', { encounterId })
  const [open, setOpen] = useState<string | null>(null)
  const leave = (code: string): void => {
    setOpen(null)
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-testid="drug-note-${code}"]`)?.focus())
  }
  return (
    <section aria-label={t('print.drugNote.title')} data-testid="drug-notes">
      <h2 className="text-sm text-muted">{t('print.drugNote.title')}</h2>
      {drugs.error === null ? null : <ErrorCard error={drugs.error} />}
      {drugs.data?.map((drug) => {
        const words = parts.flatMap((part) => drug.own[part] ?? [])
        return (
          <div key={drug.code} className="border-b border-line py-1">
            <p className="truncate" title={drug.name}>
              {drug.name}
            </p>
            {open === drug.code ? (
              <NoteForm drug={drug} onLeave={() => leave(drug.code)} />
            ) : (
              <p className="flex items-center gap-2 text-sm">
                <span className={`min-w-0 flex-1 ${words.length === 0 ? 'text-muted' : ''}`}>
                  {words.length === 0 ? t('print.drugNote.none') : words.join(t('app.and'))}
                </span>
                <Button
                  tone="quiet"
                  className="min-h-6! px-1.5!"
                  aria-label={t('print.drugNote.of', { name: drug.name })}
                  onClick={() => setOpen(drug.code)}
                  data-testid={`drug-note-${drug.code}`}
                >
                  {t('print.drugNote.change')}
                </Button>
              </p>
            )}
          </div>
        )
      })}
    </section>
  )
}
