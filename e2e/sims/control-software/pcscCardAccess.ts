import { setTimeout as delay } from 'node:timers/promises'
import pcsc from 'pcsc-mini'
import { READ_PROFILE, SELECT_PATIENT, WHO_ARE_YOU } from '../virtual-cards/chip.ts'
import { type CardAccess, professionalIdentity, profileIdentity } from './cardAccess.ts'

const { CardDisposition, CardMode, Client, ReaderStatus } = pcsc

const PROFESSIONAL_ATR = '3BF91800008131FE4550565F4A3244303831B6'
const CARD_TIMEOUT_MS = 5000
const RESTART_MS = 500
const LE = Buffer.of(0)

/** A reader this program watches, and what is in it. */
interface Watched {
  readonly name: string
  reader: InstanceType<typeof pcsc.Reader> | undefined
  present: boolean
  atr: string
  generation: number
  /** Answer to SELECT of the present card, once asked. */
  knowsApplet: boolean | undefined
  /** The last talk with the card; talks follow one another. */
  turn: Promise<unknown>
}

type Transmit = (apdu: Uint8Array) => Promise<Uint8Array>

/** The readers by way of PC/SC, like any other program: shared mode, one short transaction a talk, card left as it is. */
export function openPcscCardAccess(names: { readonly patient: string; readonly professional: string }): CardAccess {
  const patient = watched(names.patient)
  const professional = watched(names.professional)
  const client = new Client()
  let closed = false

  client.on('reader', (reader) => {
    const watch = [patient, professional].find(({ name }) => reader.name().startsWith(name))
    if (!watch) return
    watch.reader = reader
    reader.on('change', (status, atr) => {
      const present = status.has(ReaderStatus.PRESENT) && !status.has(ReaderStatus.MUTE)
      const code = Buffer.from(atr).toString('hex').toUpperCase()
      if (present === watch.present && code === watch.atr) return
      watch.present = present
      watch.atr = code
      watch.generation += 1
      watch.knowsApplet = undefined
    })
    reader.on('disconnect', () => {
      watch.reader = undefined
      watch.present = false
    })
  })
  client.on('error', (error) => {
    console.error('control software: PC/SC', error)
    if (client.running()) client.stop()
    void delay(RESTART_MS).then(() => {
      if (!closed) client.start()
    })
  })
  client.start()

  return {
    async lookAtPatient() {
      if (!patient.present) return 'none'
      if (patient.knowsApplet === undefined) {
        const answer = await talk(patient, (transmit) => select(transmit)).catch(() => undefined)
        if (answer !== undefined) patient.knowsApplet = answer
      }
      return patient.knowsApplet ? 'card' : 'foreign'
    },
    async lookAtProfessional() {
      if (!professional.present) return 'none'
      return professional.atr === PROFESSIONAL_ATR ? 'card' : 'foreign'
    },
    professionalGeneration: () => professional.generation,
    async readPatient() {
      if (!patient.present) return { kind: 'none' }
      const answer = await talk(patient, async (transmit) => {
        if (!(await select(transmit))) return 'foreign'
        return readProfile(transmit)
      }).catch(() => undefined)
      if (answer === 'foreign') return { kind: 'foreign' }
      const identity = answer && profileIdentity(answer)
      if (identity) return { kind: 'card', ...identity }
      return patient.present ? { kind: 'unreadable' } : { kind: 'none' }
    },
    async readProfessional() {
      if (!professional.present) return { kind: 'none' }
      if (professional.atr !== PROFESSIONAL_ATR) return { kind: 'foreign' }
      const answer = await talk(professional, (transmit) => transmit(WHO_ARE_YOU)).catch(() => undefined)
      const identity = answer && professionalIdentity(answer)
      return identity ? { kind: 'card', ...identity } : { kind: 'unreadable' }
    },
    close() {
      closed = true
      if (client.running()) client.stop()
    },
  }
}

function watched(name: string): Watched {
  return { name, reader: undefined, present: false, atr: '', generation: 0, knowsApplet: undefined, turn: Promise.resolve() }
}

/** One talk with a card: connect, transaction, work, leave. A card that keeps silent is given up after a while. */
function talk<T>(watch: Watched, work: (transmit: Transmit) => Promise<T>): Promise<T> {
  const conversation = watch.turn.then(async () => {
    if (!watch.reader) throw new Error('no reader')
    const card = await watch.reader.connect(CardMode.SHARED)
    try {
      const transaction = await card.transaction()
      try {
        return await work((apdu) => card.transmit(apdu))
      } finally {
        await transaction.end(CardDisposition.LEAVE).catch(() => {})
      }
    } finally {
      await card.disconnect(CardDisposition.LEAVE).catch(() => {})
    }
  })
  watch.turn = conversation.catch(() => {})
  const patience = new AbortController()
  return Promise.race([
    conversation.finally(() => patience.abort()),
    delay(CARD_TIMEOUT_MS, undefined, { signal: patience.signal }).then(() => {
      throw new Error('the card does not answer')
    }),
  ])
}

async function select(transmit: Transmit): Promise<boolean> {
  const answer = await transmit(SELECT_PATIENT)
  if (statusOf(answer) !== 0x6700) return statusOf(answer) === 0x9000
  return statusOf(await transmit(Buffer.concat([SELECT_PATIENT, LE]))) === 0x9000
}

async function readProfile(transmit: Transmit): Promise<Uint8Array> {
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
