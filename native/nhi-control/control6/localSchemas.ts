import { z } from 'zod'
import { isValidRocDate, rocToIso } from '../../../preload/contract/patient/rocDate.ts'

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

/** Base64 of at most this many characters, about 375 KB of picture. */
const photoCharacters = 500_000
/** The first bytes of a JPEG and a PNG, in base64. */
const pictures: readonly (readonly [beginning: string, type: string])[] = [
  ['/9j/', 'image/jpeg'],
  ['iVBORw0KGgo', 'image/png'],
]

/** A photo that some ways may give, as a `data:` URL; null without one, and for whatever is no picture of these kinds. */
const PhotoSchema = z
  .string()
  .max(photoCharacters)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
  .transform((base64) => {
    const type = pictures.find(([beginning]) => base64.startsWith(beginning))?.[1]
    return type === undefined ? null : `data:${type};base64,${base64}`
  })
  .nullable()
  .catch(null)

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
  photo: PhotoSchema,
})
