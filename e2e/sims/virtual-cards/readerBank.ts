import { setTimeout as delay } from 'node:timers/promises'
import type { LiveLog } from '../http/liveLog.ts'
import { createChip, SELECT_PATIENT } from './chip.ts'
import { insertEmulatedCard } from './emulatedCard.ts'
import type { CatalogueEntry } from './virtualCard.ts'
import { type InsertedCard, insertCard } from './vpcdCard.ts'

/** The two readers of the desk by role. */
export type ReaderRole = 'patient' | 'professional'

/** What is in a reader now. */
export interface ReaderState {
  readonly cardId: string | null
  /** Counts insertions, so that a watcher sees a swap of equal cards. */
  readonly insertions: number
}

/** Puts cards in and out of the readers. */
export interface ReaderBank {
  state(): Readonly<Record<ReaderRole, ReaderState>>
  insert(role: ReaderRole, entry: CatalogueEntry): Promise<void>
  pull(role: ReaderRole): Promise<void>
  /** Answers an APDU as the card in the reader would, without PC/SC; undefined without a card or an answer. */
  transmit(role: ReaderRole, apdu: Uint8Array): Buffer | undefined
}

/** Ports of the reader slots; null where no pcscd runs and cards exist only inside the simulators. */
export type ReaderPorts = Readonly<Record<ReaderRole, number>> | null

/** A little more than the 0.4 s between two looks of pcscd. */
const SWAP_MS = 500

/** From the ATR until pcscd has told everybody. */
const SETTLE_MS = 30

interface Occupied {
  readonly entry: CatalogueEntry
  readonly card: InsertedCard | undefined
}

export function createReaderBank(
  ports: ReaderPorts,
  log: LiveLog,
  isDead: (role: ReaderRole) => boolean = () => false,
): ReaderBank {
  const occupied: Record<ReaderRole, Occupied | undefined> = { patient: undefined, professional: undefined }
  const insertions: Record<ReaderRole, number> = { patient: 0, professional: 0 }
  const emptySince: Record<ReaderRole, number> = { patient: 0, professional: 0 }
  let turn: Promise<void> = Promise.resolve()

  const inTurn = (task: () => Promise<void>): Promise<void> => {
    const result = turn.then(task)
    turn = result.catch(() => {})
    return result
  }

  const takeOut = async (role: ReaderRole): Promise<void> => {
    const present = occupied[role]
    if (!present) return
    occupied[role] = undefined
    await present.card?.pull()
    emptySince[role] = performance.now()
    log.write('cards', `${role}: ${present.entry.id} pulled`)
  }

  const putInto = (port: number, role: ReaderRole, { id, card }: CatalogueEntry): Promise<InsertedCard> =>
    card.kind === 'emulated'
      ? insertEmulatedCard(port, card)
      : insertCard(
          port,
          card,
          {
            onApdu: (apdu, answer) => log.write('cards', `${role}: ${apduLine(apdu, answer)}`),
            onTorn: () => {
              occupied[role] = undefined
              emptySince[role] = performance.now()
              log.write('cards', `${role}: ${id} torn out`)
            },
          },
          isDead(role),
        )

  const putIn = async (role: ReaderRole, entry: CatalogueEntry): Promise<void> => {
    await takeOut(role)
    // No hand swaps cards faster than the reader looks: a swap nobody sees would be no test, and leaves pcscd with a mute card.
    if (ports) await delay(emptySince[role] + SWAP_MS - performance.now())
    const card = ports ? await putInto(ports[role], role, entry) : undefined
    occupied[role] = { entry, card }
    if (ports) await delay(SETTLE_MS)
    insertions[role] += 1
    log.write('cards', `${role}: ${entry.id} inserted`)
  }

  const stateOf = (role: ReaderRole): ReaderState => ({
    cardId: occupied[role]?.entry.id ?? null,
    insertions: insertions[role],
  })

  return {
    state: () => ({ patient: stateOf('patient'), professional: stateOf('professional') }),
    insert: (role, entry) => inTurn(() => putIn(role, entry)),
    pull: (role) => inTurn(() => takeOut(role)),
    transmit(role, apdu) {
      const present = occupied[role]
      if (!present) return undefined
      const chip = createChip(present.entry.card)
      // Without a reader there is no state between two commands, so each one comes with its own SELECT.
      chip.answer(Buffer.concat([SELECT_PATIENT, Buffer.of(0)]))
      const answer = chip.answer(apdu)
      return answer.kind === 'answer' && !answer.tear ? answer.bytes : undefined
    },
  }
}

/** Header of the command and status word only: profiles stay out of the log. */
function apduLine(apdu: Uint8Array, answer: Uint8Array | undefined): string {
  const header = Buffer.from(apdu.subarray(0, 4)).toString('hex').toUpperCase()
  return `${header} → ${answer ? Buffer.from(answer.subarray(-2)).toString('hex').toUpperCase() : '(silence)'}`
}
