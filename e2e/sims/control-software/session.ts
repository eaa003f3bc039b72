import { timingSafeEqual } from 'node:crypto'
import type { JsonFile } from '../persistence/jsonFile.ts'
import { CODE } from './statusCode.ts'

/** Longest life of a virtual card's authorisation: one hour. */
export const VIRTUAL_CARD_MS = 60 * 60 * 1000

const WRONG_PINS_ALLOWED = 3

/** What stays when the control software is started anew: PINs and wrong tries belong to the cards. */
export interface CardMemory {
  /** PIN of a professional card where it was changed, by card number. */
  professionalPins: Record<string, string>
  /** Wrong PINs in a row, by professional card number. */
  wrongTries: Record<string, number>
  /** PIN the patient has set, by NHI card number. */
  patientPins: Record<string, string>
}

/** A virtual card that takes the place of the physical one. */
export interface VirtualCardSession {
  readonly hcId: string
  readonly hcIdNo: string
  readonly verifiedAt: number
}

/** The state of the running control software. */
export interface Session {
  initialised: boolean
  samVerified: boolean
  /** Professional card whose PIN was right, and in which insertion. */
  pinVerified: { readonly hpcId: string; readonly generation: number } | undefined
  /** Patient card whose own PIN was right. */
  patientPinVerified: string | undefined
  virtualCard: VirtualCardSession | undefined
}

export function newSession(): Session {
  return {
    initialised: false,
    samVerified: false,
    pinVerified: undefined,
    patientPinVerified: undefined,
    virtualCard: undefined,
  }
}

/** Tries a professional PIN against the card's memory; returns the status code and remembers wrong tries. */
export function tryProfessionalPin(memory: JsonFile<CardMemory>, hpcId: string, pin: string, usualPin: string): number {
  const tries = memory.value.wrongTries[hpcId] ?? 0
  if (tries >= WRONG_PINS_ALLOWED) return CODE.professionalPinLocked
  if (equal(pin, memory.value.professionalPins[hpcId] ?? usualPin)) {
    memory.value.wrongTries[hpcId] = 0
    memory.save()
    return CODE.done
  }
  memory.value.wrongTries[hpcId] = tries + 1
  memory.save()
  return tries + 1 >= WRONG_PINS_ALLOWED ? CODE.professionalPinLocked : CODE.professionalPinWrong
}

/** Compares secrets without telling by time how much was right. */
export function equal(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
