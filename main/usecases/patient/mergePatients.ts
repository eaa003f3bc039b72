import type { PatientSummary } from '../../../preload/contract/patient/patient.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { PatientId } from '../../../preload/contract/words.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import type { WriteTx } from '../../store/handles.ts'
import {
  endMerge,
  insertMerge,
  keptFor,
  type MergeRecord,
  mergeById,
  mergedInto,
  setBrought,
} from '../../store/patient/patientMergeRepository.ts'
import { keepOnStrip } from '../../store/patient/patientNoteRepository.ts'
import type { PatientRecord } from '../../store/patient/patientRecord.ts'
import { findById, findByIds, setProblems } from '../../store/patient/patientRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { patientView } from './patientView.ts'

const missing = (all: readonly string[], from: readonly string[]): string[] => all.filter((one) => !from.includes(one))

/** A chart that is part of a merge takes no second one: each is undone by itself, and nobody has to think of chains. */
const refusePart = async (tx: WriteTx, kept: PatientRecord, merged: PatientRecord): Promise<void> => {
  const standing = await keptFor(tx, [kept.id, merged.id])
  if (standing.size > 0 || (await mergedInto(tx, merged.id)).length > 0) refuse('PATIENT_MERGED')
}

/**
 * A card leads to the chart of its number, and that must be the one people see: of two numbers that cards may have, one that a card has
 * shown is right, the other may be mistyped.
 */
const isLessProven = (kept: PatientRecord, merged: PatientRecord): boolean =>
  merged.idKind === 'national-id' &&
  (kept.idKind !== 'national-id' || (kept.nhiCardNumber === null && merged.nhiCardNumber !== null))

const shown = async (context: DeskContext, changed: readonly PatientId[], id: PatientId) => {
  for (const patientId of changed) context.publish('patient:changed', { patientId })
  await context.cards.refreshPatient()
  const patient = await findById(context.store.db, id)
  return patient === null ? fail('NOT_FOUND') : ok(patientView(patient, dayOf(context.now())))
}

const note = (context: DeskContext, tx: WriteTx, action: string, subject: PatientId, other: PatientId) =>
  appendAudit(tx, {
    at: context.now(),
    who: context.settings.desk.person,
    desk: context.settings.desk.id,
    action,
    subject,
    details: { other },
  })

/**
 * Says that two charts are one person's. Nothing of either is moved: searches lead to the kept one, histories show the visits of both,
 * and the kept one takes over allergies and problems that it lacks. `NOT_FOUND`, `PATIENT_MERGED`, `PATIENT_MERGE_IDENTITY`.
 */
export const mergePatients = async (
  context: DeskContext,
  { keptId, mergedId }: HandlerInput<'patient:merge'>,
): Promise<Result<PatientSummary>> => {
  const saved = await context.store.write(async (tx) => {
    const kept = await findById(tx, keptId)
    const merged = await findById(tx, mergedId)
    if (kept === null || merged === null || keptId === mergedId) return refuse('NOT_FOUND')
    await refusePart(tx, kept, merged)
    if (isLessProven(kept, merged)) refuse('PATIENT_MERGE_IDENTITY')
    const brought = {
      allergies: missing(merged.allergies, kept.allergies),
      problems: missing(merged.problems, kept.problems),
    }
    await setProblems(tx, keptId, {
      allergies: [...kept.allergies, ...brought.allergies],
      problems: [...kept.problems, ...brought.problems],
    })
    const { person } = context.settings.desk
    await insertMerge(tx, { id: context.newId(), keptId, mergedId, brought, mergedAt: context.now(), mergedBy: person })
    await keepOnStrip(tx, keptId)
    await note(context, tx, 'patients-merged', keptId, mergedId)
  })
  return saved.ok ? shown(context, [keptId, mergedId], keptId) : saved
}

/**
 * Hands what one merge brought to those that stand beside it, as far as their charts have it too: it was not theirs to bring only because
 * this one came first. Gives what nobody else has, and goes with the merge.
 */
const handOver = async (
  tx: WriteTx,
  kept: PatientRecord,
  { id, keptId, brought }: MergeRecord,
): Promise<MergeRecord['brought']> => {
  const beside = (await mergedInto(tx, keptId)).filter((other) => other.id !== id)
  const charts = await findByIds(
    tx,
    beside.map(({ mergedId }) => mergedId),
  )
  let { allergies, problems } = brought
  for (const other of beside) {
    const chart = charts.get(other.mergedId)
    if (chart === undefined) continue
    const theirs = {
      allergies: allergies.filter((one) => chart.allergies.includes(one) && kept.allergies.includes(one)),
      problems: problems.filter((one) => chart.problems.includes(one) && kept.problems.includes(one)),
    }
    if (theirs.allergies.length + theirs.problems.length === 0) continue
    await setBrought(tx, other.id, {
      allergies: [...other.brought.allergies, ...theirs.allergies],
      problems: [...other.brought.problems, ...theirs.problems],
    })
    allergies = missing(allergies, theirs.allergies)
    problems = missing(problems, theirs.problems)
  }
  return { allergies, problems }
}

/**
 * Takes a merge back: what the kept chart had from the other one goes again unless another merged chart has it too, and both stand for
 * themselves. `NOT_FOUND`.
 */
export const undoMerge = async (context: DeskContext, mergeId: string): Promise<Result<PatientSummary>> => {
  const saved = await context.store.write(async (tx) => {
    const merge = await mergeById(tx, mergeId)
    const kept = merge === null ? null : await findById(tx, merge.keptId)
    if (merge === null || kept === null) return refuse('NOT_FOUND')
    const gone = await handOver(tx, kept, merge)
    await setProblems(tx, kept.id, {
      allergies: missing(kept.allergies, gone.allergies),
      problems: missing(kept.problems, gone.problems),
    })
    await endMerge(tx, mergeId, context.now())
    await keepOnStrip(tx, merge.keptId)
    await note(context, tx, 'patients-parted', merge.keptId, merge.mergedId)
    return merge
  })
  if (!saved.ok) return saved
  const { keptId, mergedId } = saved.value
  return shown(context, [keptId, mergedId], keptId)
}
