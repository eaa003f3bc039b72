import { z } from 'zod'
import table from '../../../resources/code-systems/name-readings.json' with { type: 'json' }
import type { NameReadings } from '../../domain/patient/nameInitials.ts'

/** How names are read (resources/code-systems/name-readings.json); bundled, because no patient can be written without it. */
export const NameReadingsSchema = z.strictObject({
  edition: z.string().min(1),
  source: z.string().min(1),
  licence: z.string().min(1),
  initials: z.record(z.string().regex(/^[\u3105-\u3129]$/), z.string().min(1)),
})

let loaded: NameReadings | null = null

/** Put together at the first name, in some milliseconds. */
export const nameReadings = (): NameReadings => {
  if (loaded !== null) return loaded
  const readings = new Map<string, string>()
  for (const [sign, characters] of Object.entries(NameReadingsSchema.parse(table).initials)) {
    for (const character of characters) readings.set(character, (readings.get(character) ?? '') + sign)
  }
  loaded = readings
  return readings
}
