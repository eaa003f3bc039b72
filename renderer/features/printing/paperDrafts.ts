import { create } from 'zustand'
import { type DrugNote, DrugNoteSchema, type NotedDrug } from '../../../preload/contract/paper/drugNotes.ts'
import type { DocumentKind, DocumentWords } from '../../../preload/contract/paper/printing.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import { call } from '../../bridge/desk.ts'
import { queryClient } from '../../bridge/query.ts'

type WordField = keyof DocumentWords

interface PaperDrafts {
  /** What was typed into letters, by visit and kind; what nobody touched goes on as the visit proposes it. */
  readonly words: Readonly<Record<string, Partial<Record<DocumentKind, DocumentWords>>>>
  /** What is being written of a drug, by its code, and isn't kept yet. */
  readonly notes: Readonly<Record<string, DrugNote>>
}

/** Kept outside the dialog: what was typed there is still there when it is opened again. */
export const usePaperDrafts = create<PaperDrafts>(() => ({ words: {}, notes: {} }))

const { setState: set, getState: get } = usePaperDrafts

export const typeWord = (encounterId: string, kind: DocumentKind, field: WordField, text: string): void =>
  set(({ words }) => {
    const ofVisit = words[encounterId]
    return { words: { ...words, [encounterId]: { ...ofVisit, [kind]: { ...ofVisit?.[kind], [field]: text } } } }
  })

export const typeNote = (code: string, note: DrugNote): void =>
  set(({ notes }) => ({ notes: { ...notes, [code]: note } }))

export const dropNote = (code: string): void => set(({ notes: { [code]: _, ...others } }) => ({ notes: others }))

/** Whether keeping it would change what the clinic says of the drug. */
export const isChanged = ({ own }: Pick<NotedDrug, 'own'>, typed: DrugNote): boolean => {
  const note = DrugNoteSchema.parse(typed)
  return note.advice !== own.advice || note.indication !== own.indication || note.warning !== own.warning
}

/** Lets go of what was opened and left as it stood; what was typed stays. */
export const dropUntouched = (drugs: readonly NotedDrug[]): void => {
  for (const drug of drugs) {
    const typed = get().notes[drug.code]
    if (typed !== undefined && !isChanged(drug, typed)) dropNote(drug.code)
  }
}

/** Keeps a drug's words for every bag from now on; what went wrong, or null. */
export const keepNote = async (code: string): Promise<AppError | null> => {
  const typed = get().notes[code]
  if (typed === undefined) return null
  const note = DrugNoteSchema.parse(typed)
  const kept = await call('print:keep-drug-note', { code, note })
  if (!kept.ok) return kept.error
  // Whoever opens it again at once goes on from there.
  queryClient.setQueriesData<readonly NotedDrug[]>({ queryKey: ['print:drug-notes'] }, (drugs) =>
    drugs?.map((drug) => (drug.code === code ? { ...drug, own: note } : drug)),
  )
  // What was typed on while it was being kept is newer.
  if (get().notes[code] === typed) dropNote(code)
  return null
}

/** Keeps whatever is written of these drugs and isn't kept yet, so that a bag has it; what went wrong first, or null. */
export const keepNotes = async (drugs: readonly NotedDrug[]): Promise<AppError | null> => {
  dropUntouched(drugs)
  for (const { code } of drugs) {
    const error = await keepNote(code)
    if (error !== null) return error
  }
  return null
}
