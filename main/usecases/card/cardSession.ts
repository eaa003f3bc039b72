import type { PublicProfile } from '../../../native/card-reader/port.ts'
import type { RegisteredPerson } from '../../../native/nhi-control/port.ts'
import type { CardSession, VirtualCard } from '../../../preload/contract/card/card.ts'
import { maskNationalId } from '../../../preload/contract/card/nationalId.ts'
import { ageOn } from '../../../preload/contract/patient/rocDate.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import type { CardSessionId, Instant, IsoDate } from '../../../preload/contract/words.ts'

/** Who a card belongs to, as its public profile or the code of a virtual card tells. */
export type CardProfile = Omit<PublicProfile, 'issueDate'>

/** What main knows of the patient's card at this desk; the session is the part that screens see. */
export interface HeldCard {
  readonly session: CardSession
  /** The reader it lies in; null for a virtual card. */
  readonly reader: string | null
  readonly profile: CardProfile | null
  readonly person: RegisteredPerson | null
}

/** What the profile says, as the screen shows it. */
export const holderView = (
  { name, nationalId, birthDate, sex, cardNumber }: CardProfile,
  today: IsoDate,
): NonNullable<CardSession['holder']> => ({
  name,
  nationalIdMasked: maskNationalId(nationalId),
  birthDate: birthDate as IsoDate,
  age: ageOn(birthDate, today),
  sex,
  cardNumberTail: cardNumber.slice(-4),
})

/** The session of a card of which nothing is known yet. */
export const newSession = (
  sessionId: CardSessionId,
  insertedAt: Instant,
  virtual: VirtualCard | null = null,
): CardSession => ({
  sessionId,
  medium: virtual === null ? 'plastic' : 'virtual',
  virtual,
  phase: 'reading',
  insertedAt,
  steps: [{ step: 'read', state: 'running', ms: 0 }],
  holder: null,
  patient: null,
  insurance: null,
  fault: null,
  proposedException: null,
})

/** The code of a virtual card was read by the NHI, and not from a chip here. */
export const virtualReadStep = { step: 'read', state: 'done', ms: 0 } as const

interface ReadVirtualCard {
  readonly profile: CardProfile
  readonly virtual: VirtualCard
  /** Why it is not presented; null when it is. */
  readonly fault: AppError | null
  readonly today: IsoDate
}

/** A virtual card whose code has been read, and that is about to be presented. */
export const readVirtual = (
  sessionId: CardSessionId,
  { profile, virtual, fault, today }: ReadVirtualCard,
): HeldCard => ({
  reader: null,
  profile,
  person: null,
  session: {
    ...newSession(sessionId, virtual.scannedAt, virtual),
    phase: fault === null ? 'authenticating' : 'identified',
    steps: fault === null ? [virtualReadStep, { step: 'authenticate', state: 'running', ms: 0 }] : [virtualReadStep],
    holder: holderView(profile, today),
    fault,
  },
})
