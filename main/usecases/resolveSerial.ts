import { z } from 'zod'
import { ok, type Result } from '../../preload/contract/result.ts'
import type { EncounterId, PatientId } from '../../preload/contract/words.ts'
import { resolveLostSerial } from '../domain/resolveLostSerial.ts'
import { treatmentDateTimesOf } from '../store/encounterQueries.ts'
import { finish, makeUpSerialsOf, openSerialsOf } from '../store/journalRepository.ts'
import { type DeskContext, dayOf } from './context.ts'
import { type StoredSerial, StoredSerialSchema } from './storedSerial.ts'

interface LostSerial {
  readonly journalId: string
  readonly patientId: PatientId
  readonly treatmentItem: string
  /** When the intent was written down, epoch ms. */
  readonly intentAt: number
}

const IntentSchema = z.object({ treatmentItem: z.string(), cardNumber: z.string() })

/**
 * Finds out from the card's history what became of a serial whose answer was lost, and writes it down. Null: the card knows of no
 * such visit, so none was used up. Errors of the port: the card could not be asked, and nothing is known yet.
 */
export const resolveSerial = async (context: DeskContext, lost: LostSerial): Promise<Result<StoredSerial | null>> => {
  const visits = await context.control.cardVisits()
  if (!visits.ok) return visits
  const found = resolveLostSerial(visits.value, {
    intentAt: lost.intentAt,
    treatmentItem: lost.treatmentItem,
    hospitalId: context.settings.clinic.providerNumber,
    knownTreatmentDateTimes: await treatmentDateTimesOf(context.store.db, lost.patientId),
  })
  if (found === null) {
    const none = await context.store.write((tx) =>
      finish(tx, lost.journalId, { state: 'failed', outcome: { found: 'none' }, at: context.now() }),
    )
    return none.ok ? ok(null) : none
  }
  const treatmentNumber = await context.control.treatmentNumberOfCard(found.treatmentDateTime)
  if (!treatmentNumber.ok) return treatmentNumber
  const serial: StoredSerial = {
    treatmentDateTime: found.treatmentDateTime,
    visitSequenceNumber: found.visitSequenceNumber,
    treatmentNumber: treatmentNumber.value,
    securitySignature: null,
    samId: null,
    hospitalId: found.hospitalId,
    sameDay: false,
  }
  const kept = await context.store.write((tx) =>
    finish(tx, lost.journalId, { state: 'done', outcome: serial, at: context.now() }),
  )
  return kept.ok ? ok(serial) : kept
}

/**
 * Settles what an earlier attempt for this patient left open today: a serial that was kept but never became a visit (the program
 * ended in between), or one whose answer was lost. Such a serial is used now, in place of a new one. For a make-up: the same of the
 * serial that was asked for its visit, on whatever day.
 */
export const settleEarlierSerials = async (
  context: DeskContext,
  request: {
    readonly patientId: PatientId
    readonly treatmentItem: string
    readonly cardNumber: string
    readonly makeUpFor?: EncounterId
  },
): Promise<Result<{ readonly journalId: string; readonly serial: StoredSerial } | null>> => {
  const { db } = context.store
  const { makeUpFor } = request
  // The serial of a make-up is its visit's whenever it was asked for; a new visit takes up only what was left open today.
  const entries =
    makeUpFor === undefined ? await openSerialsOf(db, request.patientId) : await makeUpSerialsOf(db, makeUpFor)
  for (const entry of entries) {
    const intent = IntentSchema.safeParse(entry.intent)
    const isSame =
      intent.success &&
      intent.data.treatmentItem === request.treatmentItem &&
      intent.data.cardNumber === request.cardNumber &&
      (makeUpFor !== undefined || dayOf(entry.at) === dayOf(context.now()))
    if (!isSame) continue
    if (entry.state === 'done') {
      const serial = StoredSerialSchema.safeParse(entry.outcome)
      if (serial.success) return ok({ journalId: entry.id, serial: serial.data })
      continue
    }
    const resolved = await resolveSerial(context, { ...request, journalId: entry.id, intentAt: entry.at })
    if (!resolved.ok) return resolved
    if (resolved.value !== null) return ok({ journalId: entry.id, serial: resolved.value })
  }
  return ok(null)
}
