import { damagedProfile, profileOf } from './profileBytes.ts'
import type { PatientCard, VirtualCard } from './virtualCard.ts'

/** What the chip does with one APDU. `tear` pulls the card out: after the whole answer, or in the middle of it. */
export type ChipAnswer =
  | { readonly kind: 'answer'; readonly bytes: Buffer; readonly delayMs: number; readonly tear?: 'after' | 'within' }
  | { readonly kind: 'silence' }

/** One card's chip between insertion and removal. */
export interface Chip {
  /** Power off, power on or reset: nothing is selected afterwards. */
  reset(): void
  answer(apdu: Uint8Array): ChipAnswer
}

/** SELECT of the NHI patient applet without its optional trailing Le; the last byte is 31 on an SAM. */
export const SELECT_PATIENT = Buffer.from('00A4040010D1580000010000000000000000000011', 'hex')
/** READ of the public profile without its optional trailing Le. */
export const READ_PROFILE = Buffer.from('00CA1100020000', 'hex')
/** Simulator-only command of the professional card: answers whose card it is as UTF-8 JSON. No real card knows it. */
export const WHO_ARE_YOU = Buffer.from('80F0000000', 'hex')

const SELECT_SAM = Buffer.concat([SELECT_PATIENT.subarray(0, -1), Buffer.of(0x31)])
const GET_RESPONSE = Buffer.from('00C00000', 'hex')

const DONE = 0x9000
const WRONG_LENGTH = 0x6700
const NOT_FOUND = 0x6a82
const CONDITIONS_NOT_SATISFIED = 0x6985
const UNKNOWN_INSTRUCTION = 0x6d00

/** A chip that behaves like the given card. */
export function createChip(card: VirtualCard): Chip {
  switch (card.kind) {
    case 'patient':
      return patientChip(card)
    case 'professional': {
      const identity = Buffer.from(JSON.stringify(card.professional), 'utf8')
      return statelessChip((apdu) =>
        WHO_ARE_YOU.equals(apdu)
          ? withStatus(identity, DONE)
          : status(isSelect(apdu) ? NOT_FOUND : UNKNOWN_INSTRUCTION),
      )
    }
    case 'sam':
      return statelessChip((apdu) => status(sameCommand(apdu, SELECT_SAM) ? DONE : NOT_FOUND))
    case 'foreign':
    case 'emulated':
    case 'mute':
      return statelessChip((apdu) => status(isSelect(apdu) ? NOT_FOUND : UNKNOWN_INSTRUCTION))
  }
}

function patientChip(card: PatientCard): Chip {
  const profile = card.damage ? damagedProfile(profileOf(card.person), card.damage) : profileOf(card.person)
  let selected = false
  let waiting: Buffer | undefined

  const select = (apdu: Uint8Array): Buffer => {
    if (card.dialect === 'wants-le' && apdu.length === SELECT_PATIENT.length) return status(WRONG_LENGTH)
    selected = true
    return status(DONE)
  }

  const read = (apdu: Uint8Array): Buffer => {
    if (!selected) return status(CONDITIONS_NOT_SATISFIED)
    const expected = apdu.length > READ_PROFILE.length ? apdu[READ_PROFILE.length] : undefined
    switch (card.dialect) {
      case 'plain':
        return withStatus(profile, DONE)
      case 'wants-le':
        return expected === undefined ? status(WRONG_LENGTH) : withStatus(profile, DONE)
      case 'get-response':
        waiting = profile
        return status(0x6100 | profile.length)
      case 'wrong-le':
        return expected === profile.length ? withStatus(profile, DONE) : status(0x6c00 | profile.length)
    }
  }

  const getResponse = (apdu: Uint8Array): Buffer => {
    if (!waiting) return status(CONDITIONS_NOT_SATISFIED)
    if (apdu[4] !== waiting.length) return status(0x6c00 | waiting.length)
    const data = waiting
    waiting = undefined
    return withStatus(data, DONE)
  }

  return {
    reset() {
      selected = false
      waiting = undefined
    },
    answer(apdu) {
      if (card.trouble?.kind === 'silent') return { kind: 'silence' }
      const delayMs = card.trouble?.kind === 'slow' ? card.trouble.delayMs : 0
      if (sameCommand(apdu, SELECT_PATIENT)) {
        const bytes = select(apdu)
        return card.trouble?.kind === 'tear-after-select'
          ? { kind: 'answer', bytes, delayMs, tear: 'after' }
          : { kind: 'answer', bytes, delayMs }
      }
      if (sameCommand(apdu, READ_PROFILE)) {
        const bytes = read(apdu)
        return card.trouble?.kind === 'tear-mid-read'
          ? { kind: 'answer', bytes, delayMs, tear: 'within' }
          : { kind: 'answer', bytes, delayMs }
      }
      if (GET_RESPONSE.equals(apdu.subarray(0, 4))) return { kind: 'answer', bytes: getResponse(apdu), delayMs }
      if (isSelect(apdu)) {
        selected = false
        return { kind: 'answer', bytes: status(NOT_FOUND), delayMs }
      }
      return { kind: 'answer', bytes: status(UNKNOWN_INSTRUCTION), delayMs }
    },
  }
}

function statelessChip(answerOf: (apdu: Uint8Array) => Buffer): Chip {
  return { reset() {}, answer: (apdu) => ({ kind: 'answer', bytes: answerOf(apdu), delayMs: 0 }) }
}

/** The command itself or the command with one trailing Le byte. */
function sameCommand(apdu: Uint8Array, command: Buffer): boolean {
  return apdu.length - command.length <= 1 && command.equals(apdu.subarray(0, command.length))
}

function isSelect(apdu: Uint8Array): boolean {
  return apdu[1] === 0xa4
}

function status(word: number): Buffer {
  return Buffer.of(word >> 8, word & 0xff)
}

function withStatus(data: Buffer, word: number): Buffer {
  return Buffer.concat([data, status(word)])
}
