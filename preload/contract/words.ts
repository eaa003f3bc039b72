import { z } from 'zod'
import { isValidNationalId } from './card/nationalId.ts'

/** UUIDv7 of a row of ours. */
const uuid = z.uuid()

/** Patient (病人): one chart. Several charts of one person are merged, not made one. */
export const PatientIdSchema = uuid.brand<'PatientId'>()
export type PatientId = z.infer<typeof PatientIdSchema>

/** Encounter (就醫): one visit of one patient. */
export const EncounterIdSchema = uuid.brand<'EncounterId'>()
export type EncounterId = z.infer<typeof EncounterIdSchema>

/** One row of the outbox: one version of a visit on its way to one target. */
export const OutboxIdSchema = uuid.brand<'OutboxId'>()
export type OutboxId = z.infer<typeof OutboxIdSchema>

/** One stay of one card in the patient's reader, from insertion to removal. Made by main, never stored. */
export const CardSessionIdSchema = uuid.brand<'CardSessionId'>()
export type CardSessionId = z.infer<typeof CardSessionIdSchema>

/** Practitioner (醫事人員) as named in the settings. */
export const PractitionerIdSchema = z.string().min(1).max(40).brand<'PractitionerId'>()
export type PractitionerId = z.infer<typeof PractitionerIdSchema>

/** 身分證號 or 居留證號: a letter, a letter or digit, eight digits, with a right check digit (facts/outpatient.md §6.1). */
export const NationalIdSchema = z.string().length(10).refine(isValidNationalId, 'check digit').brand<'NationalId'>()
export type NationalId = z.infer<typeof NationalIdSchema>

/** 醫事機構代碼: 10 characters, normally digits. The check digit is only warned about, because its rule is not published. */
export const ProviderNumberSchema = z
  .string()
  .regex(/^[0-9A-Z]{10}$/)
  .brand<'ProviderNumber'>()

/** A calendar day `YYYY-MM-DD` in Taipei. */
export const IsoDateSchema = z.iso.date().brand<'IsoDate'>()
export type IsoDate = z.infer<typeof IsoDateSchema>

/** A moment as ISO 8601 UTC with milliseconds (`2026-11-22T03:04:05.678Z`). */
export const InstantSchema = z.iso.datetime().brand<'Instant'>()
export type Instant = z.infer<typeof InstantSchema>

/** As the NHI has it. */
export const SexSchema = z.enum(['M', 'F'])
export type Sex = z.infer<typeof SexSchema>

/** 就醫類別, two characters (facts/nhi-card.md §3.1). */
export const TreatmentItemSchema = z.string().regex(/^[0-9A-Z]{2}$/)
/** 部分負擔代號, three characters (facts/outpatient.md §2.3–2.4). */
export const CopaymentCodeSchema = z.string().regex(/^[0-9A-Z]{3}$/)
/** 異常就醫序號: why the card could not be used (facts/nhi-card.md §3.2). */
export const ExceptionCodeSchema = z.string().regex(/^[A-Z][0-9A-Z]{3}$/)

/** 時段: morning, afternoon, evening session. */
export const SessionSchema = z.enum(['morning', 'afternoon', 'evening'])
export type Session = z.infer<typeof SessionSchema>

/** New Taiwan dollars, whole. */
export const TwdSchema = z.int().min(-10_000_000).max(10_000_000)
/** NHI points (點數), whole. */
export const PointsSchema = z.int().min(0).max(99_999_999)
