import { READ_PROFILE, SELECT_PATIENT, WHO_ARE_YOU } from '../virtual-cards/chip.ts'
import { type CardAccess, professionalIdentity, profileIdentity } from './cardAccess.ts'
import { type ReaderState, readerState, talk } from './pcscLibrary.ts'

const PROFESSIONAL_ATR = '3BF91800008131FE4550565F4A3244303831B6'
const LE = Buffer.of(0)

type Look = 'none' | 'foreign' | 'card'
type Transmit = (apdu: Uint8Array) => Uint8Array

/** The two readers by way of PC/SC, like any other program beside this one. Every call blocks for as long as a reader does. */
export function openPcscCardAccess(names: { readonly patient: string; readonly professional: string }): CardAccess {
  let professionalChanges = -1
  let generation = 0

  // Nothing that is remembered tells what is in a reader: a monitor may lose an event, and the look is cheap.
  const stateOf = (reader: string): ReaderState | undefined => attempt(() => readerState(reader))
  const noticeProfessional = (): ReaderState | undefined => {
    const state = stateOf(names.professional)
    const changes = state?.changes ?? -1
    if (changes !== professionalChanges) generation += 1
    professionalChanges = changes
    return state
  }
  const isIn = (reader: string): boolean => stateOf(reader)?.present === true

  return {
    async lookAtPatient(): Promise<Look> {
      if (!isIn(names.patient)) return 'none'
      if (attempt(() => talk(names.patient, select))) return 'card'
      return isIn(names.patient) ? 'foreign' : 'none'
    },
    async lookAtProfessional(): Promise<Look> {
      const state = noticeProfessional()
      if (state?.present !== true) return 'none'
      return state.atr === PROFESSIONAL_ATR ? 'card' : 'foreign'
    },
    professionalGeneration: () => generation,
    async readPatient() {
      const answer = attempt(() =>
        talk(names.patient, (transmit) => (select(transmit) ? readProfile(transmit) : ('foreign' as const))),
      )
      if (answer === 'foreign') return { kind: 'foreign' }
      const identity = answer && profileIdentity(answer)
      if (identity) return { kind: 'card', ...identity }
      return { kind: isIn(names.patient) ? 'unreadable' : 'none' }
    },
    async readProfessional() {
      const state = noticeProfessional()
      if (state?.present !== true) return { kind: 'none' }
      if (state.atr !== PROFESSIONAL_ATR) return { kind: 'foreign' }
      const answer = attempt(() => talk(names.professional, (transmit) => transmit(WHO_ARE_YOU)))
      const identity = answer && professionalIdentity(answer)
      if (identity) return { kind: 'card', ...identity }
      return { kind: isIn(names.professional) ? 'unreadable' : 'none' }
    },
    close() {},
  }
}

/** A card or a service that goes away meanwhile is no answer. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

function select(transmit: Transmit): boolean {
  const answer = transmit(SELECT_PATIENT)
  if (statusOf(answer) !== 0x6700) return statusOf(answer) === 0x9000
  return statusOf(transmit(Buffer.concat([SELECT_PATIENT, LE]))) === 0x9000
}

function readProfile(transmit: Transmit): Uint8Array {
  const answer = transmit(READ_PROFILE)
  const status = statusOf(answer)
  if (status === 0x6700) return transmit(Buffer.concat([READ_PROFILE, LE]))
  if (status >> 8 === 0x61) return transmit(Buffer.from([0x00, 0xc0, 0x00, 0x00, status & 0xff]))
  if (status >> 8 === 0x6c) return transmit(Buffer.concat([READ_PROFILE, Buffer.of(status & 0xff)]))
  return answer
}

function statusOf(answer: Uint8Array): number {
  return answer.length < 2 ? 0 : Buffer.from(answer).readUInt16BE(answer.length - 2)
}
