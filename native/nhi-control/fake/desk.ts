import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { CardIdentity, ControlStatus, CriticalIllness, CumulativeYear, NhiWay, RegisteredPerson } from '../port.ts'

/** A patient card as the fake NHI knows it. */
export interface FakeNhiCard {
  readonly person: RegisteredPerson
  readonly criticalIllnesses?: readonly CriticalIllness[]
  readonly emergencyPhone?: string
  readonly cumulative?: readonly CumulativeYear[]
  /** The patient's own PIN; none when left out. */
  readonly pin?: string
}

/** Of the one professional that the fake knows. */
export const fakeProfessional = { nationalId: 'A123456789', cardNumber: '990000000001', puk: '12345678' } as const

/** Whose cards speak: what lies in the readers, which PINs were given, and the SAM's session. */
export interface FakeDesk {
  card: FakeNhiCard | null
  /** Stands for the patient's card until it is logged out. */
  virtualCard: { readonly card: FakeNhiCard; readonly token: string; readonly isOver: () => boolean } | null
  /** Tokens that have brought their visit. */
  readonly usedForVisit: Set<string>
  patientPin: { readonly pin: string; verified: boolean } | null
  professional: { pin: string; wrong: number; verified: boolean } | null
  sam: 'never' | 'verified' | 'lapsed'
  /** The PIN of a call: what was passed, or what was typed at the device. */
  pinOf(passed: string): string
  typePins(pins: readonly string[]): void
  status(): ControlStatus
  /** What the card that speaks answers, if one does. A SAM that has lapsed is verified again by the way. */
  withCard<T>(act: (speaking: FakeNhiCard) => Result<T>): Result<T>
  /** As `withCard`, on the card that the caller means and no other. */
  withExpected<T>(expected: CardIdentity | undefined, act: (speaking: FakeNhiCard) => Result<T>): Result<T>
  withProfessional<T>(act: () => Result<T>): Result<T>
}

export const createFakeDesk = (way: NhiWay): FakeDesk => {
  let typed: string[] = []
  const desk: FakeDesk = {
    card: null,
    virtualCard: null,
    usedForVisit: new Set(),
    patientPin: null,
    professional: null,
    sam: 'never',
    pinOf: (passed) => (way.pinEntry === 'screen' ? passed : (typed.shift() ?? '')),
    typePins: (pins) => {
      typed = [...pins]
    },
    status: () => ({
      initialised: desk.sam === 'verified',
      sam: !way.offers.has('sam') ? 'none' : desk.sam === 'verified' ? 'verified' : 'not-verified',
      professionalCard: desk.professional === null ? 'none' : desk.professional.verified ? 'verified' : 'pin-pending',
      patientCard:
        desk.card === null && desk.virtualCard === null
          ? 'none'
          : desk.sam === 'verified'
            ? 'authenticated'
            : 'present',
    }),
    withCard(act) {
      if (desk.sam === 'never') return fail('SAM_NOT_VERIFIED', { retryable: true, details: { statusCode: 4050 } })
      desk.sam = 'verified'
      if (desk.virtualCard?.isOver() === true) return fail('VIRTUAL_CARD_LAPSED', { details: { statusCode: 3238 } })
      const speaking = desk.virtualCard?.card ?? desk.card
      if (speaking === null) return fail('CARD_ABSENT', { retryable: true, details: { statusCode: 4013 } })
      const locked = desk.virtualCard === null && desk.patientPin?.verified === false
      return locked ? fail('PATIENT_PIN_NEEDED', { details: { statusCode: 1511 } }) : act(speaking)
    },
    withExpected: (expected, act) =>
      desk.withCard((speaking) => {
        const { cardNumber, nationalId } = speaking.person
        const isMeant =
          expected === undefined || (expected.cardNumber === cardNumber && expected.nationalId === nationalId)
        return isMeant ? act(speaking) : fail('CARD_CHANGED', { retryable: true })
      }),
    withProfessional(act) {
      if (desk.professional === null) return fail('PROFESSIONAL_CARD_ABSENT', { retryable: true })
      return desk.professional.verified ? act() : fail('PROFESSIONAL_PIN_NEEDED')
    },
  }
  return desk
}

/** Done, with nothing to tell. */
export const done = (): Result<null> => ok(null)
