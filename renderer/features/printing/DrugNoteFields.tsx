import { type KeyboardEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DrugNote, NotedDrug } from '../../../preload/contract/paper/drugNotes.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields/Field.tsx'
import { belongsToInputMethod } from '../../ui/fields/inputMethod.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { dropNote, dropUntouched, isChanged, keepNote, typeNote, usePaperDrafts } from './paperDrafts.ts'

const parts = ['advice', 'indication', 'warning'] as const

/** The program's own words for a part, where the clinic's stand in place of them or would. */
const starterOf = ({ starter }: NotedDrug, part: (typeof parts)[number]): string | null =>
  part === 'advice' ? null : (starter?.[part] ?? null)

interface NoteFormProps {
  readonly drug: NotedDrug
  readonly typed: DrugNote
  /** Whether it was opened just now, and not brought back with what had been typed. */
  readonly takesFocus: boolean
  readonly onLeave: () => void
}

/** Enter walks the fields and keeps them behind the last; Escape closes one that stands as it was. Neither prints nor closes the dialog. */
const NoteForm = ({ drug, typed, takesFocus, onLeave }: NoteFormProps) => {
  const { t } = useTranslation()
  const [isKeeping, setKeeping] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const save = async (): Promise<void> => {
    if (isKeeping) return
    setKeeping(true)
    const failed = await keepNote(drug.code)
    setKeeping(false)
    setError(failed)
    if (failed === null) onLeave()
  }
  const changed = isChanged(drug, typed)
  const leave = (): void => {
    dropNote(drug.code)
    onLeave()
  }
  /** One level back; what is written stays open, and is let go only where a person says so. */
  const back = (): void => {
    if (changed)
      document.querySelector<HTMLInputElement>('[data-testid="print-dialog"] input[name=document]:checked')?.focus()
    else leave()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (belongsToInputMethod(event.nativeEvent)) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      back()
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.preventDefault()
      const fields = [...event.currentTarget.querySelectorAll('input')]
      const next = fields[fields.indexOf(event.target) + 1]
      if (next === undefined) void save()
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
            autoFocus={takesFocus && part === 'advice'}
            label={t(`print.drugNote.${part}`)}
            hint={starter === null ? undefined : t('print.drugNote.insteadOf', { words: starter })}
            maxLength={80}
            value={typed[part] ?? ''}
            onChange={({ target }) => typeNote(drug.code, { ...typed, [part]: target.value })}
            data-testid={`drug-note-${part}`}
          />
        )
      })}
      {error === null ? null : <ErrorCard error={error} />}
      {changed ? (
        <p className="text-sm text-wait" data-testid="drug-note-unkept">
          {t('print.drugNote.unkept')}
        </p>
      ) : null}
      <span className="flex flex-wrap gap-2">
        <Button shortcut="Enter" disabled={isKeeping} onClick={() => void save()} data-testid="drug-note-keep">
          {t('print.drugNote.keep')}
        </Button>
        <Button tone="quiet" {...(changed ? {} : { shortcut: 'Esc' })} onClick={leave} data-testid="drug-note-leave">
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
  const notes = usePaperDrafts(({ notes }) => notes)
  const [opened, setOpened] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was opened and left as it stood is closed when these fields come again
  useEffect(() => {
    if (drugs.data !== undefined) dropUntouched(drugs.data)
  }, [drugs.data === undefined])
  const open = (drug: NotedDrug): void => {
    setOpened(drug.code)
    typeNote(drug.code, drug.own)
  }
  const leave = (code: string): void => {
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-testid="drug-note-${code}"]`)?.focus())
  }
  return (
    <section aria-label={t('print.drugNote.title')} data-testid="drug-notes">
      <h2 className="text-sm text-muted">{t('print.drugNote.title')}</h2>
      {drugs.error === null ? null : <ErrorCard error={drugs.error} />}
      {drugs.data?.map((drug) => {
        const words = parts.flatMap((part) => drug.own[part] ?? [])
        const typed = notes[drug.code]
        return (
          <div key={drug.code} className="border-b border-line py-1">
            <p className="truncate" title={drug.name}>
              {drug.name}
            </p>
            {typed !== undefined ? (
              <NoteForm drug={drug} typed={typed} takesFocus={opened === drug.code} onLeave={() => leave(drug.code)} />
            ) : (
              <p className="flex items-center gap-2 text-sm">
                <span className={`min-w-0 flex-1 ${words.length === 0 ? 'text-muted' : ''}`}>
                  {words.length === 0 ? t('print.drugNote.none') : words.join(t('app.and'))}
                </span>
                <Button
                  tone="quiet"
                  className="min-h-6! px-1.5!"
                  aria-label={t('print.drugNote.of', { name: drug.name })}
                  onClick={() => open(drug)}
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
