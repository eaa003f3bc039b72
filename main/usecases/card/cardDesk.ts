import type { CardReaderPort } from '../../../native/card-reader/port.ts'
import type { CardIdentity } from '../../../native/nhi-control/port.ts'
import type { CardSession, VirtualCard } from '../../../preload/contract/card/card.ts'
import type { PatientSummary } from '../../../preload/contract/patient/patient.ts'
import { type AppError, fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { CardSessionId, Instant, IsoDate } from '../../../preload/contract/words.ts'
import { stopwatch } from '../stopwatch.ts'
import { authenticateOnDesk, strangerBehind } from './authenticateOnDesk.ts'
import { type CardProfile, type HeldCard, holderView, newSession, readVirtual, virtualReadStep } from './cardSession.ts'
import { createSeenCards } from './seenCards.ts'
import { isSameCard, type SpeakingCard } from './speakingCard.ts'

export interface CardDeskOptions {
  readonly reader: CardReaderPort
  readonly speaking: SpeakingCard
  /** Whether a reader has the patient's role. */
  readonly isPatientReader: (name: string) => boolean
  readonly findPatient: (profile: CardProfile) => Promise<PatientSummary | null>
  readonly proposeException: (error: AppError) => string | null
  readonly now: () => number
  readonly today: () => IsoDate
  readonly newSessionId: () => CardSessionId
  readonly publish: (session: CardSession | null) => void
}

/**
 * The patient's card of this desk, plastic or virtual: known at once, authenticated behind it, and never mistaken for another. The
 * newest one is it: a plastic card put in takes the place of a virtual one, a code scanned that of a plastic card, until it is put away.
 */
export interface CardDesk {
  current(): HeldCard | null
  /** Resolves when reading and authenticating have ended, with the card then held (another one, or none, if it was changed). */
  settled(): Promise<HeldCard | null>
  /**
   * Makes sure, by reading the plastic card now, that it is still the one expected (non-substitution). To be called right before every
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
  /** A virtual card whose code was read just now takes the desk: it is presented and authenticated. Resolves when that has ended. */
  takeVirtual(profile: CardProfile, virtual: VirtualCard, fault?: AppError): Promise<HeldCard | null>
  /** A virtual card whose code was read just now waits for the desk, which somebody else has: `showAgain` brings it. */
  setAside(profile: CardProfile, virtual: VirtualCard): void
  /** A virtual card that was here before is shown again as it was, without asking anybody; null when nothing is known of it. */
  showAgain(card: CardIdentity): HeldCard | null
  /** Nothing of this virtual card is to be shown again. */
  forget(card: CardIdentity): void
  /** What has become known of the virtual card that is shown; nothing happens when it is another. */
  changeVirtual(card: CardIdentity, change: Partial<VirtualCard>): void
  /** Takes a virtual card off the desk; what lies in the reader is read from the start. */
  putAway(sessionId: CardSessionId): void
  /** Another reader has become the patient's: lets go of a card in the former one, and reads the one in the new. */
  readersAssigned(): void
  /** Reads the inserted card, or presents the virtual one, from the start. */
  readAgain(): Promise<HeldCard | null>
  dispose(): void
}

/** What changes of a session while the card stays in. */
type Patch = Partial<Omit<CardSession, 'sessionId' | 'insertedAt'>>

/** A card in a reader that was pulled before it had told who it belongs to, or is about to be found so. */
const isBeingTorn = ({ session, profile, reader }: HeldCard): boolean =>
  reader !== null && profile === null && (session.phase === 'reading' || session.fault?.code === 'CARD_REMOVED')

export const createCardDesk = (options: CardDeskOptions): CardDesk => {
  let held: HeldCard | null = null
  let work: Promise<void> = Promise.resolve()
  const seen = createSeenCards()

  const isCurrent = (sessionId: CardSessionId): boolean => held?.session.sessionId === sessionId

  const change = (
    sessionId: CardSessionId,
    patch: Patch,
    known: Partial<Pick<HeldCard, 'profile' | 'person'>> = {},
  ): void => {
    if (held === null || !isCurrent(sessionId)) return
    held = { ...held, ...known, session: { ...held.session, ...patch } }
    if (held.session.medium === 'virtual') seen.keep(held)
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
    change(
      sessionId,
      {
        phase: 'authenticating',
        steps: [readStep, { step: 'authenticate', state: 'running', ms: 0 }],
        holder: holderView(profile.value, options.today()),
      },
      { profile: profile.value },
    )
    await Promise.all([showPatient(profile.value, sessionId), authenticate(profile.value, sessionId, readStep, true)])
  }

  const showPatient = async (profile: CardProfile, sessionId: CardSessionId): Promise<void> =>
    change(sessionId, { patient: await options.findPatient(profile) })

  const authenticate = async (
    profile: CardProfile,
    sessionId: CardSessionId,
    readStep: CardSession['steps'][number],
    isNew: boolean,
  ): Promise<void> => {
    const elapsed = stopwatch()
    const medium = held !== null && isCurrent(sessionId) ? held.session.medium : 'plastic'
    const isHere = (): boolean => isCurrent(sessionId)
    const outcome = await authenticateOnDesk(options.speaking, options.today(), { profile, medium, isNew, isHere })
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
    const stranger = strangerBehind({ profile, medium }, outcome.value)
    if (stranger !== null) return failed('fault', stranger)
    if (outcome.value.person.cancelled) return failed('identified', fail('NHI_CARD_CANCELLED').error)
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
      session: newSession(sessionId, new Date(options.now()).toISOString() as Instant),
    }
    options.publish(held.session)
    work = readCard(reader, sessionId)
    return work
  }

  /** The first steps of a virtual card: its code has been read, and told whose it is. */
  const beginVirtual = (profile: CardProfile, virtual: VirtualCard, fault: AppError | null): Promise<void> => {
    held = readVirtual(options.newSessionId(), { profile, virtual, fault, today: options.today() })
    // From its first moment, so that one whom a plastic card takes the desk from at once can be shown again.
    seen.keep(held)
    options.publish(held.session)
    const { sessionId } = held.session
    const authenticated = fault === null ? authenticate(profile, sessionId, virtualReadStep, false) : Promise.resolve()
    work = Promise.all([showPatient(profile, sessionId), authenticated]).then(() => undefined)
    return work
  }

  const readInserted = (): void => {
    const own = options.reader.readers().find(({ name }) => options.isPatientReader(name))
    if (own?.cardPresent === true) void begin(own.name)
  }

  const clear = (): void => {
    held = null
    options.publish(null)
  }

  const unsubscribe = options.reader.subscribe((event) => {
    if (event.type === 'card-inserted' && options.isPatientReader(event.reader)) void begin(event.reader)
    // A service that was restarting under the reading is no fault of the card.
    const wasServiceDown = held?.session.fault?.code === 'READER_SERVICE_DOWN'
    const reader = held?.reader ?? null
    if (event.type === 'service' && event.state === 'up' && reader !== null && wasServiceDown) void begin(reader)
    // Somebody who pulled the card too soon has to be told so: that session stays, with its fault, until the next card.
    if (event.type === 'card-removed' && held?.reader === event.reader && !isBeingTorn(held)) clear()
  })

  const settled = async (): Promise<HeldCard | null> => {
    let awaited: Promise<void> | null = null
    // A plastic card put in while a virtual one is worked with waits for that, so that waiting for it would be for ever.
    if (options.speaking.isHeld()) return held
    // A card that is changed meanwhile begins new work: wait for that one, too.
    while (awaited !== work) {
      awaited = work
      await awaited
    }
    return held
  }

  return {
    current: () => held,
    settled,
    confirm: async (expected) => {
      if (held === null) return fail('CARD_ABSENT', { retryable: true })
      const { sessionId } = held.session
      if (held.reader === null) return fail('PLASTIC_CARD_NEEDED')
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
    takeVirtual: async (profile, virtual, fault) => {
      await beginVirtual(profile, virtual, fault ?? null)
      return held
    },
    setAside: (profile, virtual) =>
      seen.keep(readVirtual(options.newSessionId(), { profile, virtual, fault: null, today: options.today() })),
    showAgain: (card) => {
      const before = seen.find(card)
      if (before === undefined) return null
      const session = { ...before.session, sessionId: options.newSessionId() }
      held = { ...before, session }
      options.publish(session)
      return held
    },
    forget: seen.forget,
    changeVirtual: (card, patch) => {
      if (held === null || held.profile === null || held.session.virtual === null) return
      const { sessionId, virtual } = held.session
      if (isSameCard(held.profile, card)) change(sessionId, { virtual: { ...virtual, ...patch } })
    },
    putAway: (sessionId) => {
      if (!isCurrent(sessionId) || held?.session.medium !== 'virtual') return
      clear()
      readInserted()
    },
    readersAssigned: () => {
      const own = options.reader.readers().find(({ name }) => options.isPatientReader(name))
      if (own === undefined || held?.reader === own.name || held?.session.medium === 'virtual') return
      if (held !== null) clear()
      if (own.cardPresent) void begin(own.name)
    },
    readAgain: async () => {
      if (held === null) return null
      const { reader, profile, session } = held
      if (reader !== null) await begin(reader)
      else if (profile !== null && session.virtual !== null) await beginVirtual(profile, session.virtual, null)
      return held
    },
    dispose: () => {
      unsubscribe()
      // What is still being read is nobody’s any more, and is not told.
      held = null
    },
  }
}
