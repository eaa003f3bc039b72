import { createHash } from 'node:crypto'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { BasicData } from '../layouts/personLayouts.ts'
import type { ControlStatus } from '../port.ts'

/** Longest life of a virtual card's authorisation, counted from the upload of its QR. */
const authorisedMs = 3_600_000

/**
 * The one virtual card that the SDK holds. Scanning uses the QR up and loads the card at once, so reading and presenting, two steps
 * of the port, are one upload here: the second step knows the QR again by its digest.
 */
export interface HeldCard {
  /** Whether this QR is the one the SDK holds the card of, its hour not over. */
  isLoaded(token: string): boolean
  /** Nothing that was loaded before may stand for anybody any more: the SDK is about to be given another QR, or was ended. */
  drop(): void
  loaded(token: string): void
  /** Who the loaded card belongs to; null until it has been read. */
  holder(): BasicData | null
  read(holder: BasicData): void
  present(): void
  /** The card that stands for the patient's: `CARD_ABSENT`, or `VIRTUAL_CARD_LAPSED` once its hour is over. */
  presented(): Result<BasicData>
  /** Whether a card stands for the patient's, its hour over or not. */
  isPresented(): boolean
  state(): ControlStatus['patientCard']
}

const digestOf = (token: string): string => createHash('sha256').update(token).digest('base64')

export const createHeldCard = (now: () => number): HeldCard => {
  let loaded: { readonly digest: string; readonly at: number } | null = null
  let holder: BasicData | null = null
  let isPresented = false

  const isOver = (): boolean => loaded !== null && now() - loaded.at >= authorisedMs

  return {
    isLoaded: (token) => loaded?.digest === digestOf(token) && !isOver(),
    drop() {
      loaded = null
      holder = null
      isPresented = false
    },
    loaded(token) {
      loaded = { digest: digestOf(token), at: now() }
    },
    holder: () => holder,
    read(owner) {
      holder = owner
    },
    present() {
      isPresented = true
    },
    presented() {
      if (!isPresented || holder === null) return fail('CARD_ABSENT', { retryable: true })
      return isOver() ? fail('VIRTUAL_CARD_LAPSED', { details: { reason: 'hour-over' } }) : ok(holder)
    },
    isPresented: () => isPresented,
    state: () => (loaded === null || isOver() ? 'none' : isPresented ? 'authenticated' : 'present'),
  }
}
