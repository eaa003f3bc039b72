import { z } from 'zod'
import { isValidRocDate, rocToIso } from '../../../preload/contract/rocDate.ts'

/** Every reply is flat and has this; 0 is done. */
export const StatusCodeSchema = z.looseObject({ statusCode: z.int() })

const state = z.object({ status: z.int() })

/** GET /api/common/v1/Status. */
export const StatusReplySchema = z.object({
  status: z.object({ initialized: z.boolean(), sam: state, hpc: state, hc: state }),
})
export type StatusReply = z.infer<typeof StatusReplySchema>

/** Replies of which only the status code is used. */
export const NothingSchema = z.object({})

const samFields = {
  clientRandom: z.string().min(1).max(1_000),
  hospitalId: z.string().min(1).max(20),
  samId: z.string().min(1).max(40),
  signature: z.string().min(1).max(8_000),
}
const cardFields = { hcId: z.string().min(1).max(40), hcIdNo: z.string().min(1).max(20) }
const professionalFields = { hpcId: z.string().min(1).max(40), hpcIdNo: z.string().min(1).max(20) }

/** Signature of the SAM alone. */
export const SamSignatureSchema = z.object(samFields)
/** Two cards: SAM and patient card. */
export const HcSignatureSchema = z.object({ ...samFields, ...cardFields })
/** The professional card with the SAM. */
export const HpcSignatureSchema = z.object({ ...samFields, ...professionalFields })
/** Three cards: the professional card, too. */
export const HpcHcSignatureSchema = z.object({ ...samFields, ...cardFields, ...professionalFields })

/** POST /api/hc/v1/VirtualHc/ReadBasic: the holder of a scanned virtual card. */
export const VirtualCardReplySchema = z.object({
  cardId: z.string().regex(/^[0-9A-Z]{12}$/),
  name: z
    .string()
    .transform((text) => text.trim())
    .pipe(z.string().min(1).max(100)),
  idNo: z.string().regex(/^[A-Z][0-9A-Z]\d{8}$/),
  birthday: z.string().refine(isValidRocDate, 'ROC date').transform(rocToIso),
  sex: z.enum(['M', 'F']),
  identityStatus: z.union([z.string().max(20), z.int().transform(String)]),
})
