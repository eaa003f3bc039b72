import { byEncounters } from '../../store/card/virtualCardRepository.ts'
import type { ReadDb } from '../../store/handles.ts'
import type { EncounterSummary } from '../../store/visit/encounterRecord.ts'
import type { MeantCard } from './speakingCard.ts'

/** The card that a visit stands on, plastic or virtual; null while it stands on none. */
export const cardOfVisit = async (
  db: ReadDb,
  { id, cardNumber }: Pick<EncounterSummary, 'id' | 'cardNumber'>,
  nationalId: string,
): Promise<MeantCard | null> => {
  if (cardNumber === null) return null
  const isVirtual = (await byEncounters(db, [id])).has(id)
  return { cardNumber, nationalId, medium: isVirtual ? 'virtual' : 'plastic' }
}
