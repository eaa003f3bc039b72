import { z } from 'zod'
import { channel } from '../channel.ts'
import { PatientSummarySchema } from '../patient/patient.ts'
import { EncounterIdSchema, InstantSchema, TreatmentItemSchema } from '../words.ts'

/**
 * An act on a card whose end is not known, or a serial that no visit has:
 *
 * - `serial-lost`: a serial was asked for and the answer never came · `serial-held`: a serial was given, and there is no visit
 * - `rollback-lost`: it may have been given back · `fees-lost`, `orders-lost`: the card may have been written
 */
export const UnresolvedActSchema = z.strictObject({
  entryId: z.string(),
  kind: z.enum(['serial-lost', 'serial-held', 'rollback-lost', 'fees-lost', 'orders-lost']),
  patient: PatientSummarySchema,
  at: InstantSchema,
  /** Id of the desk that asked; null where it was not kept. */
  desk: z.string().nullable(),
  /** Null where there is no visit. */
  encounterId: EncounterIdSchema.nullable(),
  queueNumber: z.int().nullable(),
  /** 就醫類別 that the serial was asked for. */
  treatmentItem: TreatmentItemSchema.nullable(),
  /** 就醫序號 of a serial that is held. */
  visitSequenceNumber: z.string().nullable(),
  /** False where this way in has no history to find it out from: then only a person can go on, by an exception. */
  cardCanTell: z.boolean(),
  /** Older than a day: it can't be given back any more, and a person may say that it has been dealt with. */
  canBeSettled: z.boolean(),
})
export type UnresolvedAct = z.infer<typeof UnresolvedActSchema>

export const journalChannels = {
  /** 待確認的卡片作業, oldest first. */
  'journal:unresolved': channel({ input: z.strictObject({}), output: z.array(UnresolvedActSchema), errors: [] }),
  /** A person says that an act older than a day has been dealt with (at the NHI's branch, by an exception). */
  'journal:settle': channel({
    input: z.strictObject({ entryId: z.string().min(1).max(40) }),
    output: z.null(),
    errors: ['NOT_FOUND', 'CONFLICT', 'STORE_FULL', 'STORE_BUSY'],
  }),
  /**
   * A serial that was taken for this visit's card at this clinic today and that this store doesn't know (another PC with a store of
   * its own); null when there is none. `treatmentDateTime` null: the NHI says that there is one, and the card could not be asked.
   */
  'registration:other-serial': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema }),
    output: z
      .strictObject({ takenAt: InstantSchema.nullable(), visitSequenceNumber: z.string().nullable() })
      .nullable(),
    errors: ['NOT_FOUND'],
  }),
} as const

export const journalEvents = {
  /** The unresolved acts may have changed; ask for them again. */
  'journal:changed': z.strictObject({}),
  /** What became of an act whose fate was not known. */
  'journal:resolved': z.strictObject({
    entryId: z.string(),
    patientName: z.string(),
    result: z.enum(['serial-taken', 'serial-not-taken', 'rollback-done', 'rollback-not-done']),
    visitSequenceNumber: z.string().nullable(),
  }),
} as const
