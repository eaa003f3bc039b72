import { z } from 'zod'
import { channel } from './channel.ts'

/** Where a scanned text came from. */
export const ScanSourceSchema = z.enum(['camera', 'image', 'clipboard', 'screen', 'wedge'])
export type ScanSource = z.infer<typeof ScanSourceSchema>

/** A picture as the bytes of a PNG file. Passed on to the page that asked, and kept nowhere. */
const PngSchema = z.instanceof(Uint8Array<ArrayBuffer>)

export const scanChannels = {
  /** One picture of each screen as it is now, in its full size; for the code inside a video call. Only on a person's press. */
  'screen:capture': channel({
    input: z.strictObject({}),
    output: z.strictObject({ screens: z.array(PngSchema).min(1) }),
    errors: ['SCREEN_NOT_CAPTURED'],
  }),
} as const
