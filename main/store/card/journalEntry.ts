import { z } from 'zod'
import {
  type EncounterId,
  EncounterIdSchema,
  type PatientId,
  PatientIdSchema,
} from '../../../preload/contract/words.ts'
import type { CardJournalTable } from '../schema.ts'

const KindSchema = z.enum(['serial', 'write-fees', 'write-orders', 'rollback', 'card-update'])
/**
 * `serial`: a serial is asked for · `write-fees`, `write-orders`: the card is written · `rollback`: a serial is given back ·
 * `card-update`: the card is refreshed online.
 */
export type CardJournalKind = z.infer<typeof KindSchema>

const StateSchema = z.enum(['open', 'done', 'failed', 'lost'])
/** `lost`: it may have been carried out, and nobody knows yet. `open` after a restart means the same. */
export type CardJournalState = z.infer<typeof StateSchema>

/** What a serial's intent claims: no other desk may ask for a serial of this card on this day until it has ended. */
export interface SerialClaim {
  readonly cardNumber: string
  /** 就醫類別 */
  readonly treatmentItem: string
  /** Taipei day, `YYYY-MM-DD`. */
  readonly day: string
}

/** One act on the card or at the NHI that can't simply be repeated, written down before it is tried. */
export interface CardJournalEntry {
  /** UUIDv7. */
  readonly id: string
  /** Null while the visit doesn't exist yet. */
  readonly encounterId: EncounterId | null
  readonly patientId: PatientId
  readonly kind: CardJournalKind
  /** What was asked, as plain JSON; parsed by who wrote it. */
  readonly intent: unknown
  readonly at: number
  readonly state: CardJournalState
  readonly finishedAt: number | null
  /** What came back, as plain JSON; null while nothing did. */
  readonly outcome: unknown
  /** The desk that asked; null in entries from before this was kept. */
  readonly desk: string | null
  /** Null in every kind but `serial`. */
  readonly claim: SerialClaim | null
}

const toClaim = ({ card_number, treatment_item, day }: CardJournalTable): SerialClaim | null =>
  card_number === null || treatment_item === null || day === null
    ? null
    : { cardNumber: card_number, treatmentItem: treatment_item, day }

/** An entry as its row keeps it. */
export const toEntry = (row: CardJournalTable): CardJournalEntry => ({
  id: row.id,
  encounterId: row.encounter_id === null ? null : EncounterIdSchema.parse(row.encounter_id),
  patientId: PatientIdSchema.parse(row.patient_id),
  kind: KindSchema.parse(row.kind),
  intent: JSON.parse(row.intent),
  at: row.at,
  state: StateSchema.parse(row.state),
  finishedAt: row.finished_at,
  outcome: row.outcome === null ? null : JSON.parse(row.outcome),
  desk: row.desk,
  claim: toClaim(row),
})
