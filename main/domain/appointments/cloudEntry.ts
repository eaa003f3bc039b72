import { z } from 'zod'

/** A number as charts have it: whoever books outside types it small, wide or with blanks. */
const asKept = (typed: string): string => typed.normalize('NFKC').toUpperCase().replaceAll(/\s/g, '')

/** One appointment as the clinic cloud tells it (clinic-cloud.yaml, GET /appointments); fields it may add later are ignored. */
export const CloudEntrySchema = z.object({
  appointmentId: z.string().min(1).max(200),
  at: z.iso.datetime({ offset: true }),
  nationalId: z.string().transform(asKept).pipe(z.string().min(1).max(20)),
  name: z.string().trim().min(1).max(60),
  phone: z.string().trim().max(40).optional(),
  doctorId: z.string().max(100).optional(),
  status: z.enum(['booked', 'cancelled']).default('booked'),
})
export type CloudEntry = z.infer<typeof CloudEntrySchema>

/** What an entry is read as: an appointment, or the names of the fields that make it unreadable. */
export type ReadEntry =
  | { readonly cloudId: string; readonly entry: CloudEntry; readonly fault: null }
  /** `cloudId` null: not even that could be read. */
  | { readonly cloudId: string | null; readonly entry: null; readonly fault: string }

const longestFault = 200

/** Reads one entry of an answer; one that is spoilt spoils no other. */
export const readCloudEntry = (raw: unknown): ReadEntry => {
  const parsed = CloudEntrySchema.safeParse(raw)
  if (parsed.success) return { cloudId: parsed.data.appointmentId, entry: parsed.data, fault: null }
  const id = z.object({ appointmentId: CloudEntrySchema.shape.appointmentId }).safeParse(raw)
  const fields = [...new Set(parsed.error.issues.map(({ path }) => path.map(String).join('.') || 'entry'))]
  return {
    cloudId: id.success ? id.data.appointmentId : null,
    entry: null,
    fault: fields.join(' ').slice(0, longestFault),
  }
}

/**
 * From when on the cloud is asked. Its contract leaves open whether `since` means the appointment's own time or that of its last change:
 * the earlier of today's beginning and the last whole answer is right for both. Null asks for everything.
 *
 * @param pulledAt server time of the last whole answer, epoch ms; null before the first
 * @param startOfToday epoch ms
 */
export const askSince = (pulledAt: number | null, startOfToday: number): number | null =>
  pulledAt === null ? null : Math.min(pulledAt, startOfToday)
