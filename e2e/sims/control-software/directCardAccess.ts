import { READ_PROFILE, SELECT_PATIENT, WHO_ARE_YOU } from '../virtual-cards/chip.ts'
import { PROFILE_BYTES } from '../virtual-cards/profileBytes.ts'
import { type CardAccess, professionalIdentity, profileIdentity } from './cardAccess.ts'

type Role = 'patient' | 'professional'

const READ_WITH_LE = Buffer.concat([READ_PROFILE, Buffer.of(PROFILE_BYTES)])

/** The virtual cards without PC/SC, through their switch board: for machines where no pcscd can run. */
export function openDirectCardAccess(switchPort: number): CardAccess {
  const base = `http://127.0.0.1:${switchPort}`
  let generation = 0
  let lastInsertions = ''

  const cardIn = async (role: Role): Promise<boolean> => {
    const state = (await (await fetch(`${base}/state`)).json()) as Record<
      Role,
      { cardId: string | null; insertions: number }
    >
    const seen = `${state.professional.cardId}/${state.professional.insertions}`
    if (seen !== lastInsertions) {
      lastInsertions = seen
      generation += 1
    }
    return state[role].cardId !== null
  }

  const transmit = async (reader: Role, apdu: Buffer): Promise<Buffer | undefined> => {
    const reply = await fetch(`${base}/transmit`, {
      method: 'POST',
      body: JSON.stringify({ reader, apdu: apdu.toString('hex') }),
    })
    const { answer } = (await reply.json()) as { answer: string | null }
    return answer === null ? undefined : Buffer.from(answer, 'hex')
  }

  const knows = async (reader: Role, apdu: Buffer): Promise<boolean> => {
    const answer = await transmit(reader, apdu)
    return answer !== undefined && answer.length >= 2 && answer.readUInt16BE(answer.length - 2) === 0x9000
  }

  return {
    async lookAtPatient() {
      if (!(await cardIn('patient'))) return 'none'
      return (await knows('patient', Buffer.concat([SELECT_PATIENT, Buffer.of(0)]))) ? 'card' : 'foreign'
    },
    async lookAtProfessional() {
      if (!(await cardIn('professional'))) return 'none'
      return (await knows('professional', WHO_ARE_YOU)) ? 'card' : 'foreign'
    },
    professionalGeneration: () => generation,
    async readPatient() {
      if (!(await cardIn('patient'))) return { kind: 'none' }
      const answer = await transmit('patient', READ_WITH_LE)
      const identity = answer && profileIdentity(answer)
      if (identity) return { kind: 'card', ...identity }
      return { kind: answer && answer.length > 2 ? 'unreadable' : 'foreign' }
    },
    async readProfessional() {
      if (!(await cardIn('professional'))) return { kind: 'none' }
      const answer = await transmit('professional', WHO_ARE_YOU)
      const identity = answer && professionalIdentity(answer)
      return identity ? { kind: 'card', ...identity } : { kind: 'foreign' }
    },
    close() {},
  }
}
