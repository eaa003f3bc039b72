import type { BegunAmendment, KeptAmendment } from '../../../preload/contract/record/amendmentDraft.ts'
import { ok, type Result } from '../../../preload/contract/result.ts'
import type { EncounterId, Instant, IsoDate } from '../../../preload/contract/words.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { findByIds } from '../../store/patient/patientRepository.ts'
import {
  amendmentDraftOf,
  begunAmendments,
  forgetAmendment,
  putAmendmentDraft,
} from '../../store/record/amendmentDraftRepository.ts'
import { forgetHalfTyped } from '../../store/record/halfTypedRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { summariesOf } from '../../store/visit/encounterQueries.ts'
import { type DeskContext, instantOf } from '../context.ts'

/** More than a clinic leaves begun. */
const mostListed = 200

/** Every amendment that was begun and neither submitted nor let go, the one longest untouched first. */
export const listBegunAmendments = async ({ store }: DeskContext): Promise<Result<BegunAmendment[]>> => {
  const begun = await begunAmendments(store.db, mostListed)
  const visits = await summariesOf(
    store.db,
    begun.map(({ encounterId }) => encounterId),
  )
  const patients = await findByIds(
    store.db,
    [...visits.values()].map(({ patientId }) => patientId),
  )
  return ok(
    begun.flatMap(({ encounterId, savedAt, savedBy }): BegunAmendment[] => {
      const visit = visits.get(encounterId)
      const patient = visit === undefined ? undefined : patients.get(visit.patientId)
      if (visit === undefined || patient === undefined) return []
      const { queueNumber } = visit
      const day = visit.day as IsoDate
      return [{ encounterId, day, queueNumber, patientName: patient.name, savedAt: instantOf(savedAt), savedBy }]
    }),
  )
}

/** The amendment that was begun for a visit and neither submitted nor let go; null where there is none. */
export const keptAmendment = async (
  context: DeskContext,
  encounterId: EncounterId,
): Promise<Result<KeptAmendment | null>> => {
  const kept = await amendmentDraftOf(context.store.db, encounterId)
  return ok(kept === null ? null : { ...kept.draft, savedAt: instantOf(kept.savedAt), savedBy: kept.savedBy })
}

/**
 * Keeps an amendment as far as it is typed, by the same rule as a draft: not over another that somebody has kept since. Its orders are
 * kept behind any professional card, because nothing of it stands in the record before `amendVisit` has asked for that card.
 *
 * @returns `CONFLICT`: another than `basedOn` stands by now (details.savedAt), or the visit has another version (details.version);
 *   `VISIT_STATE`: the visit is not closed. Nothing was kept then
 */
export const keepAmendment = async (
  context: DeskContext,
  { encounterId, basedOn, ...draft }: HandlerInput<'amendment:keep'>,
): Promise<Result<{ readonly savedAt: Instant }>> => {
  const saved = await context.store.write(async (tx) => {
    const encounter = (await summariesOf(tx, [encounterId])).get(encounterId) ?? refuse('NOT_FOUND')
    if (encounter.state !== 'closed') refuse('VISIT_STATE', { state: encounter.state })
    if (encounter.version !== draft.fromVersion) refuse('CONFLICT', { version: encounter.version })
    const before = await amendmentDraftOf(tx, encounterId)
    const standing = before === null ? null : instantOf(before.savedAt)
    if (standing !== basedOn) refuse('CONFLICT', { savedAt: standing })
    // Two of one millisecond would look like one.
    const savedAt = Math.max(context.now(), (before?.savedAt ?? 0) + 1)
    await putAmendmentDraft(tx, encounterId, { draft, savedAt, savedBy: context.settings.desk.person })
    return { savedAt, isFirst: before === null }
  })
  if (!saved.ok) return saved
  if (saved.value.isFirst) context.publish('visit:changed', { encounterId })
  return ok({ savedAt: instantOf(saved.value.savedAt) })
}

/** Forgets the amendment that was begun for a visit, and what was half typed in it. */
export const letGoAmendment = async (
  context: DeskContext,
  encounterId: EncounterId,
): Promise<Result<Record<string, never>>> => {
  const forgotten = await context.store.write(async (tx) => {
    await forgetHalfTyped(tx, encounterId)
    return forgetAmendment(tx, encounterId)
  })
  if (!forgotten.ok) return forgotten
  if (forgotten.value) context.publish('visit:changed', { encounterId })
  return ok({})
}
