import { z } from 'zod'
import { channel } from '../channel.ts'

/** Where a scanned text came from. */
export const ScanSourceSchema = z.enum(['camera', 'image', 'clipboard', 'screen', 'wedge', 'serial'])
export type ScanSource = z.infer<typeof ScanSourceSchema>

/**
 * A screen as it was captured: four bytes a dot in the order blue, green, red, alpha, row after row without gaps. Passed on to the page
 * that asked, and kept nowhere. It is no file, because main would compress on its one thread what the reader only unpacks again.
 */
export const CapturedScreenSchema = z
  .strictObject({
    width: z.int().positive(),
    height: z.int().positive(),
    bgra: z.instanceof(Uint8Array<ArrayBuffer>),
  })
  .refine(({ width, height, bgra }) => bgra.length === width * height * 4)
export type CapturedScreen = z.infer<typeof CapturedScreenSchema>

export const scanChannels = {
  /** One picture of each screen as it is now, in its full size; for the code inside a video call. Only on a person's press. */
  'screen:capture': channel({
    input: z.strictObject({}),
    output: z.strictObject({ screens: z.array(CapturedScreenSchema).min(1) }),
    errors: ['SCREEN_NOT_CAPTURED'],
  }),
} as const
