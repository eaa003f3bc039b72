import type { ChannelInput } from '../../../preload/contract/index.ts'
import type { Session } from '../../../preload/contract/words.ts'
import { readDayMinute } from '../../ui/format/dayMinute.ts'

/** A session's times and places as they are typed. */
export interface PlanDraft {
  readonly practitionerId: string | null
  readonly roomId: string | null
  readonly session: Session
  readonly from: string
  readonly to: string
  readonly slotMinutes: string
  readonly places: string
  readonly walkInPlaces: string
  /** Empty: no limit of its own. */
  readonly numberLimit: string
}

type PlanInput = ChannelInput<'roster:plan'>

const whole = (text: string): number | null => (/^\d{1,3}$/.test(text.trim()) ? Number(text.trim()) : null)

/** The times and places as they are sent; null while something is missing or no number. */
export const planOf = (draft: PlanDraft): Omit<PlanInput, 'weekdays' | 'validFrom'> | null => {
  const { practitionerId, roomId, session } = draft
  const [from, to] = [readDayMinute(draft.from), readDayMinute(draft.to)]
  const [slotMinutes, places, walkInPlaces] = [whole(draft.slotMinutes), whole(draft.places), whole(draft.walkInPlaces)]
  const numberLimit = draft.numberLimit.trim() === '' ? null : whole(draft.numberLimit)
  const isLimitWrong = numberLimit === null && draft.numberLimit.trim() !== ''
  if (practitionerId === null || roomId === null || from === null || to === null) return null
  if (slotMinutes === null || places === null || walkInPlaces === null || isLimitWrong) return null
  return { practitionerId, roomId, session, from, to, slotMinutes, places, walkInPlaces, numberLimit }
}
