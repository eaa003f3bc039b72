import type { CardSession } from '../../../preload/contract/card/card.ts'
import type { PatientId } from '../../../preload/contract/words.ts'

/**
 * How a patient found here gets registered: by the card, when it is this patient's that is in the reader; not now, while
 * somebody else's card is in it, because the front desk then works on that person; else without a card.
 */
export type WayToRegister =
  | { readonly kind: 'without-card' }
  | { readonly kind: 'with-card' }
  | { readonly kind: 'other-card'; readonly name: string }

export const wayToRegister = (patientId: PatientId, session: CardSession | null): WayToRegister => {
  const holder = session?.holder ?? null
  if (holder === null) return { kind: 'without-card' }
  if (session?.patient?.patientId === patientId) return { kind: 'with-card' }
  return { kind: 'other-card', name: holder.name }
}
