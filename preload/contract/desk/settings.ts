import { z } from 'zod'
import { NationalIdSchema, PractitionerIdSchema, ProviderNumberSchema } from '../words.ts'
import { ControlSoftwareSchema, HttpsUrlSchema } from './controlSoftware.ts'

const filePath = z.string().min(1).max(1000)

/** Where the clinic lies: 山地離島地區 has examination fees of its own. */
export const ClinicAreaSchema = z.enum(['general', 'mountain-island'])
export type ClinicArea = z.infer<typeof ClinicAreaSchema>

/** What a self-pay item is, as the receipt groups them: 檢驗檢查、藥品、衛材、其他. */
export const SelfPayKindSchema = z.enum(['examination', 'drug', 'supply', 'other'])
export type SelfPayKind = z.infer<typeof SelfPayKindSchema>

/**
 * Everything about the clinic, its desk and its surroundings that differs from place to place. One JSON file; see README for
 * where it lies. Unknown top-level keys are ignored, so that a file may carry notes for other programs.
 */
export const SettingsSchema = z.object({
  version: z.literal(1),
  /** True only in settings written by the demonstration surroundings; the screen then says 示範. */
  demonstration: z.boolean().default(false),
  clinic: z.strictObject({
    providerNumber: ProviderNumberSchema,
    name: z.string().min(1).max(60),
    /** Printed on medicine bags and receipts (藥師法 §19 wants the place). */
    address: z.string().max(120).default(''),
    telephone: z.string().max(40).default(''),
    /** 醫事類別 (M56): 11 western clinic. */
    medicalCategory: z.string().regex(/^\d{2}$/),
    area: ClinicAreaSchema.default('general'),
    /** 掛號費 in NT$, the clinic's own. */
    registrationFee: z.int().min(0).max(10_000).default(0),
    /** 欠卡押金 in NT$, the clinic's own: what a patient without the card leaves until it is brought back. */
    cardDeposit: z.int().min(0).max(10_000).default(500),
  }),
  desk: z.strictObject({
    id: z.string().min(1).max(40),
    name: z.string().min(1).max(40),
    person: z.string().min(1).max(40),
  }),
  /** PC/SC reader names by role: the exact name, or its beginning (main/domain/desk/readerRoles.ts). The status bar changes them, too. */
  readers: z.strictObject({ patient: z.string().max(120), professional: z.string().max(120) }),
  controlSoftware: ControlSoftwareSchema,
  nhiServer: z.strictObject({
    baseUrls: z.array(HttpsUrlSchema).min(1).max(4),
    /** PEM of the CA that signed the servers; null for the operating system's. */
    caFile: filePath.nullable(),
    /** The network interface that the connections to the servers have to leave by, a VPN's; left out: as the system routes them. */
    interfaceName: z.string().min(1).max(120).exactOptional(),
    /** How long after an upload, and between two questions, the NHI is asked for its result, in ms; it wants about 10 s. Not on the screen. */
    resultPollMs: z.int().min(500).max(600_000).default(10_000),
  }),
  clinicCloud: z
    .strictObject({
      baseUrls: z.array(HttpsUrlSchema).min(1).max(4),
      caFile: filePath,
      clientCertFile: filePath,
      clientKeyFile: filePath,
    })
    .nullable(),
  practitioners: z
    .array(
      z.strictObject({
        id: PractitionerIdSchema,
        name: z.string().min(1).max(40),
        nationalId: NationalIdSchema,
        /** 科別, two characters (facts/outpatient.md §3.7). */
        department: z.string().regex(/^[0-9A-Z]{2}$/),
        role: z.enum(['doctor', 'pharmacist', 'nurse']),
      }),
    )
    .max(200),
  rooms: z.array(z.strictObject({ id: z.string().min(1).max(20), name: z.string().min(1).max(20) })).max(50),
  /** 自費價目: what the clinic sells, NT$ each; the cashier finds it by its name, and may change the amount. */
  selfPayItems: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(80),
        amount: z.int().min(1).max(1_000_000),
        kind: SelfPayKindSchema,
      }),
    )
    .max(300)
    .default([]),
})
export type Settings = z.infer<typeof SettingsSchema>
export type SelfPayItem = Settings['selfPayItems'][number]
