import { setTimeout as delay } from 'node:timers/promises'
import pcsc from 'pcsc-mini'
import { READ_PROFILE, SELECT_PATIENT, WHO_ARE_YOU } from '../virtual-cards/chip.ts'
import { type CardAccess, professionalIdentity, profileIdentity } from './cardAccess.ts'
import { type CardTalk, createPcscReader, type PcscReader } from './pcscReader.ts'

const PROFESSIONAL_ATR = '3BF91800008131FE4550565F4A3244303831B6'
const RESTART_MS = 500
const LE = Buffer.of(0)

type Look = 'none' | 'foreign' | 'card'

/** The two readers by way of PC/SC, like any other program beside this one. */
export function openPcscCardAccess(names: { readonly patient: string; readonly professional: string }): CardAccess {
  const patient = createPcscReader(names.patient)
  const professional = createPcscReader(names.professional)
  const close = monitor([patient, professional])
  const lookAtPatient = createLook(patient, select)
  const lookAtProfessional = createLook(professional, async ({ atr }) => atr === PROFESSIONAL_ATR)

  return {
    lookAtPatient,
    lookAtProfessional,
    professionalGeneration: () => professional.generation(),
    async readPatient() {
      const answer = await patient
        .talk(async (talk) => ((await select(talk)) ? readProfile(talk) : ('foreign' as const)))
        .catch(() => undefined)
      if (answer === 'foreign') return { kind: 'foreign' }
      const identity = answer && profileIdentity(answer)
      if (identity) return { kind: 'card', ...identity }
      return { kind: patient.isPresent() ? 'unreadable' : 'none' }
    },
    async readProfessional() {
      const answer = await professional
        .talk(async (talk) => (talk.atr === PROFESSIONAL_ATR ? talk.transmit(WHO_ARE_YOU) : ('foreign' as const)))
        .catch(() => undefined)
      if (answer === 'foreign') return { kind: 'foreign' }
      const identity = answer && professionalIdentity(answer)
      if (identity) return { kind: 'card', ...identity }
      return { kind: professional.isPresent() ? 'unreadable' : 'none' }
    },
    close,
  }
}

/**
 * Watches both readers. The monitor ends on any error, such as a pcscd that goes away, and is started anew until that works; one
 * fault may be told a hundred times, so that a start which is coming up already is enough.
 */
function monitor(readers: readonly PcscReader[]): () => void {
  // Kept for ever: pcsc-mini 0.1.3 ends the process when it clears away a client whose pcscd is gone.
  const clients: InstanceType<typeof pcsc.Client>[] = []
  let client = newClient()
  let closed = false
  let restarting = false

  function newClient(): InstanceType<typeof pcsc.Client> {
    const made = new pcsc.Client()
    clients.push(made)
    made.on('reader', (found) => readers.find(({ name }) => found.name().startsWith(name))?.attach(found))
    made.on('error', (error) => {
      if (made === client) void restart(error)
    })
    return made
  }

  const restart = async (error: unknown): Promise<void> => {
    if (closed || restarting) return
    restarting = true
    console.error('control software: PC/SC', error)
    while (!closed) {
      await delay(RESTART_MS)
      try {
        if (client.running()) client.stop()
        for (const reader of readers) reader.detach()
        client = newClient()
        client.start()
        break
      } catch (failure) {
        console.error('control software: PC/SC', failure)
      }
    }
    restarting = false
  }

  client.start()
  return () => {
    closed = true
    if (client.running()) client.stop()
  }
}

/** What is in the reader, asked of the card once for each insertion. */
function createLook(reader: PcscReader, isOurs: (talk: CardTalk) => Promise<boolean>): () => Promise<Look> {
  let seen: { readonly generation: number; readonly look: Look } | undefined
  return async () => {
    if (!reader.isPresent()) return 'none'
    const generation = reader.generation()
    if (seen?.generation === generation) return seen.look
    const ours = await reader.talk(isOurs).catch(() => undefined)
    if (ours === undefined) return reader.isPresent() ? 'foreign' : 'none'
    seen = { generation, look: ours ? 'card' : 'foreign' }
    return seen.look
  }
}

async function select({ transmit }: CardTalk): Promise<boolean> {
  const answer = await transmit(SELECT_PATIENT)
  if (statusOf(answer) !== 0x6700) return statusOf(answer) === 0x9000
  return statusOf(await transmit(Buffer.concat([SELECT_PATIENT, LE]))) === 0x9000
}

async function readProfile({ transmit }: CardTalk): Promise<Uint8Array> {
  const answer = await transmit(READ_PROFILE)
  const status = statusOf(answer)
  if (status === 0x6700) return transmit(Buffer.concat([READ_PROFILE, LE]))
  if (status >> 8 === 0x61) return transmit(Buffer.from([0x00, 0xc0, 0x00, 0x00, status & 0xff]))
  if (status >> 8 === 0x6c) return transmit(Buffer.concat([READ_PROFILE, Buffer.of(status & 0xff)]))
  return answer
}

function statusOf(answer: Uint8Array): number {
  return answer.length < 2 ? 0 : Buffer.from(answer).readUInt16BE(answer.length - 2)
}
