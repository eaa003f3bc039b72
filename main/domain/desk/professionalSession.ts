/** Who a professional card belongs to, as its own signature says. */
export interface ProfessionalHolder {
  readonly nationalId: string
}

/** The 醫事人員卡 of this desk and whoever is signed in with it. Times are epoch ms. */
export interface ProfessionalSession {
  /**
   * `unknown`: the control software cannot be asked · `none`: no card · `present`, `pin-pending`: a card whose PIN is missing ·
   * `verified` · `locked`: too many wrong PINs · `removed`: the card of somebody who was here has been taken out.
   */
  readonly phase: 'unknown' | 'none' | 'present' | 'pin-pending' | 'verified' | 'locked' | 'removed'
  /** Who is signed in; with `removed` and `locked` who was. Null when nobody has said so. */
  readonly holder: ProfessionalHolder | null
  /** Since when the phase is what it is. */
  readonly since: number
  /** Wrong PINs in a row that this desk has seen for the card in the reader. */
  readonly wrongTries: number
  /** PC/SC has told that the card is out, and the control software has not noticed yet. */
  readonly isOut: boolean
  /** What was asked before this moment is older than what is known. */
  readonly knownSince: number
}

type Told = 'none' | 'present' | 'pin-pending' | 'verified'

export type ProfessionalObservation =
  | { readonly type: 'status'; readonly askedAt: number; readonly card: Told }
  | { readonly type: 'unanswered' }
  /** PC/SC: something was put into, or taken out of, the professional's reader. */
  | { readonly type: 'inserted' }
  | { readonly type: 'removed' }
  /** Who the verified card belongs to, asked for at `askedAt`. */
  | { readonly type: 'named'; readonly askedAt: number; readonly holder: ProfessionalHolder }
  | { readonly type: 'pin-wrong' }
  | { readonly type: 'pin-locked' }
  /** The PIN was accepted, or the card unlocked by its PUK, which leaves the PIN to be given. */
  | { readonly type: 'pin-accepted' }
  | { readonly type: 'unlocked' }
  | { readonly type: 'logged-out' }

/** Wrong PINs in a row that lock a professional card (facts/nhi-card.md §2.1). */
export const wrongPinsToLock = 3

export const newProfessionalSession: ProfessionalSession = {
  phase: 'unknown',
  holder: null,
  since: Number.NEGATIVE_INFINITY,
  wrongTries: 0,
  isOut: false,
  knownSince: Number.NEGATIVE_INFINITY,
}

const enter = (
  session: ProfessionalSession,
  phase: ProfessionalSession['phase'],
  at: number,
  change: Partial<ProfessionalSession> = {},
): ProfessionalSession => ({ ...session, ...change, phase, since: phase === session.phase ? session.since : at })

const isHere = ({ phase }: ProfessionalSession): boolean =>
  phase !== 'none' && phase !== 'removed' && phase !== 'unknown'

const withStatus = (session: ProfessionalSession, card: Told, at: number): ProfessionalSession => {
  if (card === 'none') {
    const phase = isHere(session) || session.phase === 'removed' ? 'removed' : 'none'
    return enter(session, phase, at, { isOut: false, wrongTries: 0 })
  }
  // PC/SC is faster than the control software: a card that is out stays out until it has noticed, or another one comes.
  if (session.isOut) return session
  if (card === 'verified') {
    const holder = session.phase === 'verified' ? session.holder : null
    return enter(session, 'verified', at, { wrongTries: 0, holder })
  }
  if (session.phase === 'locked' || session.wrongTries >= wrongPinsToLock) return enter(session, 'locked', at)
  return enter(session, card, at, { holder: null })
}

/** The session after one observation made at `at`. Verified only by the control software's own word. */
export const observeProfessional = (
  session: ProfessionalSession,
  seen: ProfessionalObservation,
  at: number,
): ProfessionalSession => {
  switch (seen.type) {
    case 'status':
      return seen.askedAt < session.knownSince ? session : withStatus(session, seen.card, at)
    case 'unanswered':
      // A card that PC/SC saw leave is out whether or not the control software can say so.
      return session.isOut ? session : enter(session, 'unknown', at, { holder: null })
    case 'inserted':
      // The tries went with the card before, if one did. A reader that is only slow to tell of the same card takes none back.
      return { ...session, isOut: false, knownSince: at }
    case 'removed': {
      const wasHere = isHere(session)
      return enter(session, wasHere || session.phase === 'removed' ? 'removed' : session.phase, at, {
        isOut: wasHere || session.isOut,
        wrongTries: 0,
        knownSince: at,
      })
    }
    case 'named':
      return session.phase === 'verified' && seen.askedAt >= session.knownSince
        ? { ...session, holder: seen.holder }
        : session
    case 'pin-wrong':
      return { ...session, wrongTries: session.wrongTries + 1 }
    case 'pin-locked':
      return session.isOut ? session : enter(session, 'locked', at, { wrongTries: wrongPinsToLock, knownSince: at })
    case 'pin-accepted':
      return { ...session, wrongTries: 0, knownSince: at }
    case 'unlocked':
      return enter(session, session.phase === 'locked' ? 'pin-pending' : session.phase, at, {
        wrongTries: 0,
        knownSince: at,
      })
    case 'logged-out':
      return enter(session, session.phase === 'verified' ? 'pin-pending' : session.phase, at, {
        holder: session.phase === 'verified' ? null : session.holder,
        knownSince: at,
      })
  }
}

/**
 * What keeps orders from being changed and signed; null when nothing does. Where the control software cannot be asked the clinic
 * goes on, unless the card was seen leaving.
 */
export const orderLock = ({
  phase,
}: ProfessionalSession): 'PROFESSIONAL_CARD_ABSENT' | 'PROFESSIONAL_PIN_NEEDED' | 'PROFESSIONAL_PIN_LOCKED' | null => {
  switch (phase) {
    case 'unknown':
    case 'verified':
      return null
    case 'none':
    case 'removed':
      return 'PROFESSIONAL_CARD_ABSENT'
    case 'present':
    case 'pin-pending':
      return 'PROFESSIONAL_PIN_NEEDED'
    case 'locked':
      return 'PROFESSIONAL_PIN_LOCKED'
  }
}

/**
 * What keeps a visit's orders from being signed and written to the card. They are signed by SAM and patient card alone
 * (contracts/nhi-interfaces.md §3, Prescription/Write), so that a desk at which no professional has been, such as a cashier's, may
 * write them; where one has been, nothing is signed behind a card that was taken out or a PIN that is missing.
 */
export const signingLock = (session: ProfessionalSession): ReturnType<typeof orderLock> =>
  session.phase === 'none' ? null : orderLock(session)
