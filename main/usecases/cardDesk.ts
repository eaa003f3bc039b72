import type { CardReaderPort, PublicProfile } from '../../native/card-reader/port.ts'
import type { NhiControlPort, RegisteredPerson } from '../../native/nhi-control/port.ts'
import type { CardSession } from '../../preload/contract/card.ts'
import { maskNationalId } from '../../preload/contract/nationalId.ts'
import type { PatientSummary } from '../../preload/contract/patient.ts'
import { type AppError, fail, ok, type Result } from '../../preload/contract/result.ts'
import { ageOn } from '../../preload/contract/rocDate.ts'
import type { CardSessionId, Instant, IsoDate } from '../../preload/contract/words.ts'
import { sameIdentity } from '../domain/sameIdentity.ts'
import { authenticateCard } from './authenticateCard.ts'
import { stopwatch } from './stopwatch.ts'

/** What main knows of the card in the patient's reader; the session is the part that screens see. */
export interface HeldCard {
  readonly session: CardSession
  readonly reader: string
  readonly profile: PublicProfile | null
  readonly person: RegisteredPerson | null
}

export interface CardDeskOptions {
  readonly reader: CardReaderPort
  readonly control: NhiControlPort
  /** Whether a reader has the patient's role. */
  readonly isPatientReader: (name: string) => boolean
  readonly findPatient: (profile: PublicProfile) => Promise<PatientSummary | null>
  readonly proposeException: (error: AppError) => string | null
  readonly now: () => number
  readonly today: () => IsoDate
  readonly newSessionId: () => CardSessionId
  readonly publish: (session: CardSession | null) => void
}

/** The card of this desk: read at once, authenticated behind it, and never mistaken for another. */
export interface CardDesk {
  current(): HeldCard | null
  /** Resolves when reading and authenticating have ended, with the card then held (another one, or none, if it was changed). */
  settled(): Promise<HeldCard | null>
  /**
   * Makes sure, by reading the card now, that it is still the one expected (non-substitution). To be called right before every
   * write. `CARD_ABSENT`, `CARD_CHANGED`, and the errors of reading.
   */
  confirm(expected: { readonly cardNumber: string; readonly nationalId: string }): Promise<Result<HeldCard>>
  /** Looks the holder up among the clinic's patients again, after a visit has made or changed the record. */
  refreshPatient(): Promise<void>
  /**
   * Goes on with the authentication of a card that was identified and could not be authenticated, when what stood in its way is
   * what has just been put right.
   */
  goOn(wasInTheWay: (fault: AppError) => boolean): void
  /** Another reader has become the patient's: lets go of a card in the former one, and reads the one in the new. */
  readersAssigned(): void
  /** Reads the inserted card from the start. */
  readAgain(): Promise<HeldCard | null>
  dispose(): void
}

/** What changes of a session while the card stays in. */
type Patch = Partial<Omit<CardSession, 'sessionId' | 'insertedAt'>>

/** The card was pulled before it had told who it belongs to, or is about to be found so. */
const isBeingTorn = ({ session, profile }: HeldCard): boolean =>
  profile === null && (session.phase === 'reading' || session.fault?.code === 'CARD_REMOVED')

export const createCardDesk = (options: CardDeskOptions): CardDesk => {
  let held: HeldCard | null = null
  let work: Promise<void> = Promise.resolve()

  const isCurrent = (sessionId: CardSessionId): boolean => held?.session.sessionId === sessionId

  const change = (
    sessionId: CardSessionId,
    patch: Patch,
    known: Partial<Pick<HeldCard, 'profile' | 'person'>> = {},
  ): void => {
    if (held === null || !isCurrent(sessionId)) return
    held = { ...held, ...known, session: { ...held.session, ...patch } }
    options.publish(held.session)
  }

  const readCard = async (reader: string, sessionId: CardSessionId): Promise<void> => {
    const elapsed = stopwatch()
    const profile = await options.reader.readPublicProfile(reader)
    const ms = elapsed()
    if (!isCurrent(sessionId)) return
    if (!profile.ok && profile.error.code === 'CARD_ABSENT') return clear()
    if (!profile.ok) {
      change(sessionId, {
        phase: 'fault',
        steps: [{ step: 'read', state: 'failed', ms }],
        fault: profile.error,
        proposedException: options.proposeException(profile.error),
      })
      return
    }
    const readStep = { step: 'read', state: 'done', ms } as const
    const { name, nationalId, birthDate, sex, cardNumber } = profile.value
    change(
      sessionId,
      {
        phase: 'authenticating',
        steps: [readStep, { step: 'authenticate', state: 'running', ms: 0 }],
        holder: {
          name,
          nationalIdMasked: maskNationalId(nationalId),
          birthDate: birthDate as IsoDate,
          age: ageOn(birthDate, options.today()),
          sex,
          cardNumberTail: cardNumber.slice(-4),
        },
      },
      { profile: profile.value },
    )
    await Promise.all([showPatient(profile.value, sessionId), authenticate(profile.value, sessionId, readStep, true)])
  }

  const showPatient = async (profile: PublicProfile, sessionId: CardSessionId): Promise<void> =>
    change(sessionId, { patient: await options.findPatient(profile) })

  const authenticate = async (
    profile: PublicProfile,
    sessionId: CardSessionId,
    readStep: CardSession['steps'][number],
    isNew: boolean,
  ): Promise<void> => {
    const elapsed = stopwatch()
    const outcome = await authenticateCard(options.control, options.today(), isNew)
    const ms = elapsed()
    if (!isCurrent(sessionId)) return
    const failed = (phase: 'fault' | 'identified', error: AppError): void =>
      change(sessionId, {
        phase,
        steps: [readStep, { step: 'authenticate', state: 'failed', ms }],
        fault: error,
        proposedException: options.proposeException(error),
      })
    if (!outcome.ok) return failed('identified', outcome.error)
    const difference = sameIdentity(profile, outcome.value.person)
    if (difference !== null) {
      return failed('fault', fail('CARD_MISMATCH', { details: { field: difference } }).error)
    }
    change(
      sessionId,
      {
        phase: 'authenticated',
        steps: [readStep, { step: 'authenticate', state: 'done', ms }],
        insurance: outcome.value.insurance,
        fault: outcome.value.notice,
        proposedException: null,
      },
      { person: outcome.value.person },
    )
  }

  const goOn = ({ profile, session }: HeldCard): void => {
    const readStep = session.steps.find(({ step }) => step === 'read')
    if (profile === null || readStep === undefined) return
    change(session.sessionId, {
      phase: 'authenticating',
      steps: [readStep, { step: 'authenticate', state: 'running', ms: 0 }],
      fault: null,
      proposedException: null,
    })
    work = authenticate(profile, session.sessionId, readStep, false)
  }

  const begin = (reader: string): Promise<void> => {
    const sessionId = options.newSessionId()
    held = {
      reader,
      profile: null,
      person: null,
      session: {
        sessionId,
        medium: 'plastic',
        virtual: null,
        phase: 'reading',
        insertedAt: new Date(options.now()).toISOString() as Instant,
        steps: [{ step: 'read', state: 'running', ms: 0 }],
        holder: null,
        patient: null,
        insurance: null,
        fault: null,
        proposedException: null,
      },
    }
    options.publish(held.session)
    work = readCard(reader, sessionId)
    return work
  }

  const clear = (): void => {
    held = null
    options.publish(null)
  }

  const unsubscribe = options.reader.subscribe((event) => {
    if (event.type === 'card-inserted' && options.isPatientReader(event.reader)) void begin(event.reader)
    // A service that was restarting under the reading is no fault of the card.
    const wasServiceDown = held?.session.fault?.code === 'READER_SERVICE_DOWN'
    if (event.type === 'service' && event.state === 'up' && held !== null && wasServiceDown) void begin(held.reader)
    // Somebody who pulled the card too soon has to be told so: that session stays, with its fault, until the next card.
    if (event.type === 'card-removed' && held?.reader === event.reader && !isBeingTorn(held)) clear()
  })

  const settled = async (): Promise<HeldCard | null> => {
    let seen: Promise<void> | null = null
    // A card that is changed meanwhile begins new work: wait for that one, too.
    while (seen !== work) {
      seen = work
      await seen
    }
    return held
  }

  return {
    current: () => held,
    settled,
    confirm: async (expected) => {
      if (held === null) return fail('CARD_ABSENT', { retryable: true })
      const { sessionId } = held.session
      const profile = await options.reader.readPublicProfile(held.reader)
      if (!profile.ok) return profile
      const same = profile.value.cardNumber === expected.cardNumber && profile.value.nationalId === expected.nationalId
      if (!same) return fail('CARD_CHANGED', { retryable: true })
      return held !== null && isCurrent(sessionId) ? ok(held) : fail('CARD_CHANGED', { retryable: true })
    },
    refreshPatient: async () => {
      if (held !== null && held.profile !== null) await showPatient(held.profile, held.session.sessionId)
    },
    goOn: (wasInTheWay) => {
      const fault = held?.session.phase === 'identified' ? held.session.fault : null
      if (held !== null && fault !== null && wasInTheWay(fault)) goOn(held)
    },
    readersAssigned: () => {
      const own = options.reader.readers().find(({ name }) => options.isPatientReader(name))
      if (own === undefined || held?.reader === own.name) return
      if (held !== null) clear()
      if (own.cardPresent) void begin(own.name)
    },
    readAgain: async () => {
      if (held !== null) await begin(held.reader)
      return held
    },
    dispose: unsubscribe,
  }
}
