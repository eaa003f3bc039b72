import type { UnresolvedAct } from '../../../preload/contract/card/journal.ts'
import { ok, type Result } from '../../../preload/contract/result.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import type { CardJournalEntry } from '../../store/card/journalEntry.ts'
import { byEncounter, byId, unclaimedSerials, unresolved } from '../../store/card/journalQueries.ts'
import { finish, settle } from '../../store/card/journalRepository.ts'
import { findByIds } from '../../store/patient/patientRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { byId as encounterById, treatmentDateTimesOf } from '../../store/visit/encounterQueries.ts'
import { isUnderWay } from '../card/claimCard.ts'
import { type DeskContext, dayOf, instantOf } from '../context.ts'
import { patientView } from '../patient/patientView.ts'
import { serialOf } from './keptSerials.ts'
import { SerialIntentSchema } from './storedSerial.ts'

/** After a day a serial can't be given back, so that nothing is left to be done on the card. */
const settledByHandAfterMs = 24 * 3_600_000
/** A serial that has just been given becomes a visit within moments; until then it is nobody's worry. */
const visitFollowsWithinMs = 5_000

/** One that was found again came without its signature; no registration is waiting for it. */
const isAboutToBeVisit = (entry: CardJournalEntry, now: number): boolean =>
  serialOf(entry)?.securitySignature !== null && now - (entry.finishedAt ?? entry.at) < visitFollowsWithinMs

/** 待確認的卡片作業: whose fate is not known, and serials without a visit; of a visit's writes only while they still matter. */
export const unresolvedActs = async (context: DeskContext): Promise<Result<HandlerOutput<'journal:unresolved'>>> => {
  const { db } = context.store
  const [lost, held] = await Promise.all([unresolved(db), unclaimedSerials(db)])
  const now = context.now()
  const entries = [
    ...lost.filter((entry) => !isUnderWay(entry, now)),
    ...held.filter((entry) => !isAboutToBeVisit(entry, now)),
  ].toSorted((one, other) => one.at - other.at)
  const patients = await findByIds(db, [...new Set(entries.map(({ patientId }) => patientId))])
  const acts: UnresolvedAct[] = []
  for (const entry of entries) {
    const patient = patients.get(entry.patientId)
    const kind = await kindOf(context, entry, acts)
    if (patient === undefined || kind === null) continue
    const intent = SerialIntentSchema.safeParse(entry.intent)
    const visit = entry.encounterId === null ? null : await encounterById(db, entry.encounterId)
    acts.push({
      entryId: entry.id,
      kind,
      patient: patientView(patient, dayOf(now)),
      at: instantOf(entry.at),
      desk: entry.desk,
      encounterId: entry.encounterId,
      queueNumber: visit?.queueNumber ?? null,
      treatmentItem: (visit?.treatmentItem ??
        (intent.success ? intent.data.treatmentItem : null)) as UnresolvedAct['treatmentItem'],
      visitSequenceNumber: serialOf(entry)?.visitSequenceNumber ?? null,
      cardCanTell: context.control.way.offers.has('visit-history'),
      canBeSettled: now - entry.at > settledByHandAfterMs,
    })
  }
  return ok(acts)
}

/** What an entry is to a person; null when nothing is left to be done about it. */
const kindOf = async (
  context: DeskContext,
  entry: CardJournalEntry,
  before: readonly UnresolvedAct[],
): Promise<UnresolvedAct['kind'] | null> => {
  const { db } = context.store
  if (entry.kind === 'card-update') return null
  if (entry.kind === 'rollback') return 'rollback-lost'
  if (entry.kind === 'serial') {
    const serial = serialOf(entry)
    if (serial === null) return entry.state === 'done' ? null : 'serial-lost'
    const known = await treatmentDateTimesOf(db, entry.patientId)
    return known.includes(serial.treatmentDateTime) ? null : 'serial-held'
  }
  const visit = entry.encounterId === null ? null : await encounterById(db, entry.encounterId)
  if (visit?.state !== 'to-pay' || visit.cardWrite !== 'unconfirmed') return null
  const written = await byEncounter(db, visit.id)
  if (written.some((other) => other.kind === entry.kind && other.state === 'done')) return null
  const kind = entry.kind === 'write-fees' ? 'fees-lost' : 'orders-lost'
  return before.some((act) => act.encounterId === entry.encounterId && act.kind === kind) ? null : kind
}

/** A person says that an old act has been dealt with; kept in the audit trail. `CONFLICT`: it is younger than a day, or settled. */
export const settleByHand = async (
  context: DeskContext,
  { entryId }: HandlerInput<'journal:settle'>,
): Promise<Result<null>> => {
  const at = context.now()
  const saved = await context.store.write(async (tx) => {
    // Looked at here and not before: the card or another desk may have settled it, or made a visit of it, a moment ago.
    const entry = await byId(tx, entryId)
    if (entry === null) return refuse('NOT_FOUND')
    if (at - entry.at <= settledByHandAfterMs) refuse('CONFLICT')
    const settledBy = context.settings.desk.person
    const isHeld = entry.kind === 'serial' && entry.state === 'done' && entry.encounterId === null
    if (isHeld) await finish(tx, entryId, { state: 'failed', outcome: { settledBy, serial: entry.outcome }, at })
    else if (!(await settle(tx, entryId, { state: 'failed', outcome: { settledBy }, at }))) refuse('CONFLICT')
    await appendAudit(tx, {
      at,
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'journal-settled',
      subject: entryId,
      details: { kind: entry.kind },
    })
    return null
  })
  if (saved.ok) context.publish('journal:changed', {})
  return saved
}
