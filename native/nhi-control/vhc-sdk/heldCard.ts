import { createHash } from 'node:crypto'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { BasicData } from '../layouts/personLayouts.ts'
import type { ControlStatus } from '../port.ts'

/** Longest life of a virtual card's authorisation. */
const presentedMs = 3_600_000

/**
 * The one virtual card that the SDK holds. Scanning uses the QR up and loads the card at once, so reading and presenting, two steps
 * of the port, are one upload here: the second step knows the QR again by its digest.
 */
export interface HeldCard {
  /** Whether this QR is the one the SDK holds the card of. */
  isLoaded(token: string): boolean
  /** Nothing that was loaded before may stand for anybody any more: the SDK is about to be given another QR, or was ended. */
  drop(): void
  loaded(token: string): void
  /** Who the loaded card belongs to; null until it has been read. */
  holder(): BasicData | null
  read(holder: BasicData): void
  present(): void
  /** The card that stands for the patient's: `CARD_ABSENT`, or `NOT_AUTHENTICATED` once its hour is over. */
  presented(): Result<BasicData>
  /** Whether a card stands for the patient's, its hour over or not. */
  isPresented(): boolean
  state(): ControlStatus['patientCard']
}

const digestOf = (token: string): string => createHash('sha256').update(token).digest('base64')

export const createHeldCard = (now: () => number): HeldCard => {
  let digest: string | null = null
  let holder: BasicData | null = null
  let presentedAt: number | null = null

  const isOver = (): boolean => presentedAt !== null && now() - presentedAt >= presentedMs

  return {
    isLoaded: (token) => digest !== null && digest === digestOf(token),
    drop() {
      digest = null
      holder = null
      presentedAt = null
    },
    loaded(token) {
      digest = digestOf(token)
    },
    holder: () => holder,
    read(owner) {
      holder = owner
    },
    present() {
      presentedAt = now()
    },
    presented() {
      if (presentedAt === null || holder === null) return fail('CARD_ABSENT', { retryable: true })
      return isOver() ? fail('NOT_AUTHENTICATED', { details: { reason: 'hour-over' } }) : ok(holder)
    },
    isPresented: () => presentedAt !== null,
    state: () => (digest === null || isOver() ? 'none' : presentedAt === null ? 'present' : 'authenticated'),
  }
}
