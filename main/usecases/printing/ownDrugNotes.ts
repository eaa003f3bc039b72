import { noDrugNote } from '../../../preload/contract/paper/drugNotes.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { rulesOn } from '../../domain/tables/ruleTables.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { byCodes } from '../../store/codes/catalogRepository.ts'
import { drugNotesOf, putDrugNote } from '../../store/codes/drugNoteRepository.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import type { DeskContext } from '../context.ts'
import { conceptNote, type DrugNotes, printedName, wholeWarning } from './drugNotes.ts'

/** The drugs of a visit, each once, with the clinic's own words of them. `NOT_FOUND`. */
export const drugNotesOfVisit = async (
  context: DeskContext,
  { encounterId }: HandlerInput<'print:drug-notes'>,
  notes: DrugNotes,
): Promise<Result<HandlerOutput<'print:drug-notes'>>> => {
  const { db } = context.store
  const visit = await byId(db, encounterId)
  if (visit === null) return fail('NOT_FOUND')
  const ordered = visit.draft.orders.filter(({ kind }) => kind === 'drug').map(({ code }) => code)
  const codes = [...new Set(ordered)]
  const [catalog, own] = await Promise.all([byCodes(db, ['nhi-drug'], codes, visit.day), drugNotesOf(db, codes)])
  const rules = rulesOn(context.rules, visit.day)
  return ok(
    codes.map((code) => {
      const note = conceptNote(notes, catalog.get(code), rules)
      return {
        code,
        name: printedName(code, catalog.get(code)),
        starter: note === null ? null : { indication: note.indication, warning: wholeWarning(note) },
        own: own.get(code) ?? noDrugNote,
      }
    }),
  )
}

/** Keeps the clinic's words of a drug, for every bag from now on. */
export const keepDrugNote = async (
  context: DeskContext,
  { code, note }: HandlerInput<'print:keep-drug-note'>,
): Promise<Result<Record<string, never>>> => {
  const stamp = { at: context.now(), by: context.settings.desk.person }
  const kept = await context.store.write((tx) => putDrugNote(tx, code, note, stamp))
  if (!kept.ok) return kept
  context.publish('drug-notes:changed', {})
  return ok({})
}
