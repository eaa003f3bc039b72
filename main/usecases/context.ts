import type { NhiControlPort } from '../../native/nhi-control/port.ts'
import type { Settings } from '../../preload/contract/desk/settings.ts'
import type { EventName, EventPayload } from '../../preload/contract/index.ts'
import { taipeiDay } from '../../preload/contract/patient/rocDate.ts'
import type { Result } from '../../preload/contract/result.ts'
import type { CardSessionId, Instant, IsoDate } from '../../preload/contract/words.ts'
import type { RuleTables } from '../domain/tables/ruleTables.ts'
import type { FileContent } from '../platform/atomicFile.ts'
import type { Store } from '../store/handles.ts'
import type { KeptConsent } from '../store/visit/attendanceRepository.ts'
import type { CardDesk } from './card/cardDesk.ts'
import type { SpeakingCard } from './card/speakingCard.ts'
import type { VirtualCardKeeper } from './card/virtualCardKeeper.ts'
import type { CardMedicationKeeper } from './consultation/cardMedication.ts'
import type { ProfessionalKeeper } from './desk/professionalKeeper.ts'
import type { UploadControl } from './upload/uploadPause.ts'

/** What `now` stands on. */
export interface ServerClock {
  /** Whether a server has told the time since the start; `now` is this PC's own until then. */
  isKnown(): boolean
  /**
   * What the NHI's time was, epoch ms to the second, during a call that took so many ms and has just ended. Of use where nothing else
   * tells it: the ways in whose answers have no Date.
   */
  learn(serverMs: number, tookMs: number): void
}

/** Everything a verb may reach. Put together in main/app/compose.ts, and by tests with a temporary store and fakes of the ports. */
export interface DeskContext {
  readonly store: Store
  readonly control: NhiControlPort
  readonly cards: CardDesk
  /** Which card speaks at the way to the NHI. */
  readonly speaking: SpeakingCard
  /** The tokens of virtual cards; nothing of them goes anywhere else. */
  readonly virtualCards: VirtualCardKeeper
  /** What cards have told of the drugs on them; kept nowhere else. */
  readonly cardMedication: CardMedicationKeeper
  /** What the professional's session at this desk forbids. */
  readonly professional: Pick<ProfessionalKeeper, 'signingLock'>
  readonly settings: Settings
  readonly rules: RuleTables
  /** Epoch ms, server time. */
  readonly now: () => number
  readonly serverClock: ServerClock
  /** UUIDv7. */
  readonly newId: () => string
  readonly publish: <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void
  /** Lets what uses the card run one after another, in the order asked for (`SpeakingCard.turn`). */
  readonly cardTurn: <T>(verb: () => Promise<T>) => Promise<T>
  /** Resolves after so many ms. */
  readonly pause: (ms: number) => Promise<void>
  /** Lets a person choose a file and writes it; null where none was chosen. `STORE_FULL`, `FILE_NOT_WRITTEN`. */
  readonly saveFile: (suggestedName: string, content: FileContent) => Promise<Result<string | null>>
  /** The consent that was taken with the request by which this card session's virtual card came; null for every other. */
  readonly remoteConsentOf: (cardSessionId: CardSessionId | null) => KeptConsent | null
  /** Whether the NHI could be reached when it was last tried. */
  readonly nhiLink: () => 'unknown' | 'up' | 'down'
  /** Tells the outbox that there is something new to send, or that a person wants it sent now, whatever the waiting times. */
  readonly wakeOutbox: (reason: 'appended' | 'asked', outboxId?: string | null) => void
  readonly uploads: UploadControl
  /** Asks the clinic cloud for its appointments now. */
  readonly pullAppointments: () => void
}

/** The clinic's day of a moment. */
export const dayOf = (epochMs: number): IsoDate => taipeiDay(epochMs) as IsoDate

/** A moment as the door carries it. */
export const instantOf = (epochMs: number): Instant => new Date(epochMs).toISOString() as Instant
