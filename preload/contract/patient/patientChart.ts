import { z } from 'zod'
import { storeErrors } from '../actErrors.ts'
import { channel } from '../channel.ts'
import { SubstitutionSchema } from '../codes/substitution.ts'
import { InstantSchema, PatientIdSchema } from '../words.ts'
import { PatientSummarySchema } from './patient.ts'

/** A text on one line, without blanks around, not empty. */
const words = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^\P{Cc}*$/u)
    .transform((text) => text.normalize('NFC').trim())
    .refine((text) => text !== '', 'empty')

/** How much a note matters: `info` stands in the chart, the others pop up where the patient appears. */
export const NoteSeveritySchema = z.enum(['info', 'important', 'critical'])
export type NoteSeverity = z.infer<typeof NoteSeveritySchema>

/** Where a note pops up, and is seen by whoever works there. */
export const NotePlaceSchema = z.enum(['registration', 'consultation'])
export type NotePlace = z.infer<typeof NotePlaceSchema>

/** A note about a person, as it was written; it can be ended, not changed. */
export const PatientNoteSchema = z.strictObject({
  noteId: z.uuid(),
  severity: NoteSeveritySchema,
  text: z.string(),
  writtenAt: InstantSchema,
  writtenBy: z.string(),
  /** Where somebody has taken note of it today. */
  seenAt: z.array(NotePlaceSchema),
})
export type PatientNote = z.infer<typeof PatientNoteSchema>

/** Somebody of a family, with what they are to its head. */
export const FamilyMemberSchema = z.strictObject({
  patient: PatientSummarySchema,
  relation: z.string(),
  isHead: z.boolean(),
  phone: z.string(),
  address: z.string(),
})
export type FamilyMember = z.infer<typeof FamilyMemberSchema>

/** A chart of the same person that was merged into this one. */
export const MergedChartSchema = z.strictObject({
  mergeId: z.uuid(),
  patient: PatientSummarySchema,
  mergedAt: InstantSchema,
  mergedBy: z.string(),
})
export type MergedChart = z.infer<typeof MergedChartSchema>

/** What the clinic keeps of a person beyond the form. */
export const PatientChartSchema = z.strictObject({
  patientId: PatientIdSchema,
  phone: z.string(),
  address: z.string(),
  allergies: z.array(z.string()),
  /** Chronic problems, as the clinic calls them. */
  problems: z.array(z.string()),
  notes: z.array(PatientNoteSchema),
  /** The whole family, the person among them; empty without one. */
  family: z.array(FamilyMemberSchema),
  merged: z.array(MergedChartSchema),
  /** Characters of the name that Big5 lacks, and how it would write them. */
  nameOutsideBig5: z.array(SubstitutionSchema),
})
export type PatientChart = z.infer<typeof PatientChartSchema>

const person = z.strictObject({ patientId: PatientIdSchema })
const chartErrors = ['NOT_FOUND', ...storeErrors] as const

export const patientChartChannels = {
  /** What the clinic keeps of a person beyond the form. */
  'patient:chart': channel({ input: person, output: PatientChartSchema, errors: ['NOT_FOUND'] }),
  /** Writes down allergies and chronic problems. */
  'patient:set-problems': channel({
    input: person.extend({ allergies: z.array(words(60)).max(30), problems: z.array(words(60)).max(30) }),
    output: PatientChartSchema,
    errors: chartErrors,
  }),
  /** Writes a note about a person. */
  'patient:add-note': channel({
    input: person.extend({ severity: NoteSeveritySchema, text: words(200) }),
    output: PatientChartSchema,
    errors: chartErrors,
  }),
  /** Ends a note: it is shown no more, and stays in the store. */
  'patient:end-note': channel({
    input: person.extend({ noteId: z.uuid() }),
    output: PatientChartSchema,
    errors: chartErrors,
  }),
  /** Somebody at that place has taken note; for today it doesn't pop up there again. */
  'patient:see-notes': channel({
    input: person.extend({ noteIds: z.array(z.uuid()).min(1).max(50), place: NotePlaceSchema }),
    output: PatientChartSchema,
    errors: chartErrors,
  }),
  /**
   * Says that two charts are one person's. The visits of both stay where they are and are shown together. `PATIENT_MERGED`: one of
   * them is part of a merge already; `PATIENT_MERGE_IDENTITY`: the number that a card has would be lost, so it must be the kept one.
   */
  'patient:merge': channel({
    input: z.strictObject({ keptId: PatientIdSchema, mergedId: PatientIdSchema }),
    output: PatientSummarySchema,
    errors: ['PATIENT_MERGED', 'PATIENT_MERGE_IDENTITY', ...chartErrors],
  }),
  /** Takes a merge back; both charts are what they were. */
  'patient:undo-merge': channel({
    input: z.strictObject({ mergeId: z.uuid() }),
    output: PatientSummarySchema,
    errors: chartErrors,
  }),
  /** Takes somebody into the family of another, who is its head where there was none; an empty phone or address becomes theirs. */
  'patient:join-family': channel({
    input: person.extend({ memberId: PatientIdSchema, relation: words(20) }),
    output: PatientChartSchema,
    errors: chartErrors,
  }),
  /** Takes somebody out of their family; of two, the family ends, and where the head leaves, the next is its head. */
  'patient:leave-family': channel({ input: person, output: PatientChartSchema, errors: chartErrors }),
  /** Makes somebody the head of the family. */
  'patient:head-family': channel({ input: person, output: PatientChartSchema, errors: chartErrors }),
} as const
