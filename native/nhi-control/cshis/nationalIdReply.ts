import type { Result } from '../../../preload/contract/result.ts'
import { ok } from '../../../preload/contract/result.ts'
import { nationalId } from '../layouts/fieldKinds.ts'
import { decodeLayout, type Layout, place } from '../layouts/layout.ts'

/** hpcGetHPCSSN: 身分證號 of the professional. */
const nationalIdLayout: Layout<{ readonly nationalId: string }> = {
  name: 'hpcGetHPCSSN',
  length: 10,
  places: { nationalId: place(1, 10, nationalId) },
}

export const decodeNationalId = (bytes: Uint8Array): Result<string> => {
  const reply = decodeLayout(nationalIdLayout, bytes)
  return reply.ok ? ok(reply.value.nationalId) : reply
}
