import { z } from 'zod'
import { decodeCardText, encodeCardName } from '../../card-reader/cardNameCodec.ts'

/*
 * Everything this adapter takes for granted about the SDK's HTTP that no public document fixes, in this one file: every call is a
 * POST with a JSON object, also where there is nothing to say; buffers are JSON text, and the bytes of a layout are that text in
 * Big5; the number of an error stands in ERRORCODE, as a number or as text.
 */

/** The calls of the SDK (facts/nhi-card.md §5.1). */
export const sdkPaths = {
  uploadQrCode: '/QRCodeReader/uploadqrcode',
  open: '/VHC/VHCcsOpenCom',
  close: '/VHC/VHCcsCloseCom',
  basicData: '/VHC/VHChisGetBasicData',
  registerBasic: '/VHC/VHChisGetRegisterBasic',
  nextSerial: '/VHC/VHChisGetSeqNumber256N1',
  rollbackSerial: '/VHC/VHCcsUnGetSeqNumber',
  writeCodes: '/VHC/VHChisWriteTreatmentCode',
  writeFees: '/VHC/VHChisWriteTreatmentFee',
  signOrders: '/VHC/VHChisWriteMultiPrescriptSign',
} as const

export type SdkPath = (typeof sdkPaths)[keyof typeof sdkPaths]

/** The most that an answer may hold: sixty order signatures are 2,400 characters. */
export const sdkReplyBytes = 64 << 10

const code = z.union([
  z.int(),
  z
    .string()
    .regex(/^\s*-?\d{1,6}\s*$/)
    .transform(Number),
])

/** An answer of the SDK; `buffer` is empty where the call has none. */
export const SdkReplySchema = z
  .object({
    ERRORCODE: code,
    pBuffer: z.string().max(16_000).nullish(),
  })
  .transform(({ ERRORCODE, pBuffer }) => ({ code: ERRORCODE, buffer: pBuffer ?? '' }))

const nul = '\u0000'

/** The bytes of a buffer; null when a character of it has no place in Big5. */
export const bufferBytes = (text: string): Uint8Array | null => {
  const parts = text.split(nul).map(encodeCardName)
  const bytes: number[] = []
  for (const [index, part] of parts.entries()) {
    if (part === null) return null
    if (index > 0) bytes.push(0x00)
    bytes.push(...part)
  }
  return Uint8Array.from(bytes)
}

/** A buffer that is written, as text; the encoders of `layouts/` give nothing that is not Big5. */
export const bufferText = (bytes: Uint8Array): string => {
  const text = decodeCardText(bytes)
  if (text === null) throw new TypeError('a written buffer is Big5')
  return text
}

/** A flag of one character; the library it comes from takes a space for none. */
export const flag = (value: string): string => (value === '' ? ' ' : value)
