import { setTimeout as sleep } from 'node:timers/promises'
import { hashPayload } from '../../main/outbox/payload/openPayload.ts'
import type { Links, OutboxSettings } from '../../main/outbox/process/messages.ts'
import { type ForkedWorker, forkWorker, type WorkerPlace } from '../../main/outbox/testing/forkedWorker.ts'
import { type VisitPlace, visitByCard } from '../../main/outbox/testing/simulatedVisit.ts'
import { visitRows } from '../../main/outbox/testing/visitRows.ts'
import type { Store } from '../../main/store/handles.ts'
import { requeue } from '../../main/store/outbox/outboxRepository.ts'
import { packText } from '../../main/store/packedText.ts'
import { createDeadlineWatch } from '../../main/usecases/upload/watchDeadlines.ts'
import type { NhiControlPort } from '../../native/nhi-control/port.ts'
import { SettingsSchema } from '../../preload/contract/desk/settings.ts'
import type { Dice } from '../crash/dice.ts'
import type { Sims } from '../sims/client.ts'
import {
  expectNoFalseGreen,
  expectNoMissedAlarm,
  type SavedRow,
  savedRow,
  type ToldAlarm,
  visitedAt,
} from './dayLedger.ts'
import type { DayStore } from './dayStore.ts'

const minuteMs = 60_000
/** Time left at which visits are closed in a day: told of at once, soon, or not at all. */
const minutesLeft = [-5, 30, 90, 200, 1_200] as const

export interface DayParts {
  readonly sims: Sims
  readonly dice: Dice
  readonly day: DayStore
  readonly control: NhiControlPort
  readonly place: VisitPlace
  readonly settings: OutboxSettings
  /** How far the PC's own clock is wrong. */
  readonly clockWrongMs: number
}

/** A clinic's day at its outbox: a store, the worker in a process of its own, and what a person does. */
export interface FaultyDay extends DayParts {
  readonly saved: SavedRow[]
  /** How far the worker has found the PC's clock from the servers', ms; null before it has heard of them. */
  readonly learnedOffsetMs: () => number | null
  /** What the worker that runs now has said last of its lines; undefined before it has. */
  readonly links: () => Links | undefined
  /** Alarms that had to be told. */
  readonly alarms: () => number
  startWorker(settings?: OutboxSettings, place?: Pick<WorkerPlace, 'env' | 'command'>): void
  stopWorker(): Promise<void>
  killWorker(): void
  /** A visit that cards and servers know, not yet in the store. */
  makeVisit(): ReturnType<typeof visitByCard>
  /** Puts a visit into the store; false when the store would not take it, which the screen says then. */
  save(rows: Awaited<ReturnType<typeof visitByCard>>, isPoisoned?: boolean, minutesLeft?: number): Promise<boolean>
  poison(): Promise<void>
  /** The key "send this now". */
  pressSend(): void
  /** The key "send again" on a record that was refused. */
  sendAgain(id: string): Promise<void>
  /** Looks at the deadlines as main does each quarter of a minute. */
  look(): Promise<void>
  /** Lets time pass in which a person presses the key, and nothing may be green that is not delivered. */
  pass(ms: number): Promise<void>
}

export const openFaultyDay = (parts: DayParts): FaultyDay => {
  const { sims, dice, day, control, place } = parts
  const { demo: _demo, ...own } = sims.settings
  const settings = SettingsSchema.parse(own)
  const saved: SavedRow[] = []
  let worker: ForkedWorker | null = null
  let offsetMs: number | null = null
  let alarms = 0
  const told: ToldAlarm[] = []
  let watched: { readonly store: Store; readonly look: () => Promise<void> } | null = null
  const pcNow = (): number => Date.now() + parts.clockWrongMs + (offsetMs ?? -parts.clockWrongMs)

  const save: FaultyDay['save'] = async ({ nhi, cloud }, isPoisoned = false, minutes = dice.pick(minutesLeft)) => {
    const dueAt = Date.now() + minutes * minuteMs
    const rows = [nhi, cloud].map((row) => ({ ...row, dueAt }))
    const written = await day.keepVisit(rows)
    if (!written.ok) return false
    saved.push(...rows.map((row) => savedRow(row, isPoisoned)))
    worker?.supervisor.wake('appended')
    return true
  }
  const pressSend = (): void => worker?.supervisor.wake('asked')
  /** One watch for as long as its store is open, as in main: it remembers what the store could not keep. */
  const watchOf = (store: Store): { readonly look: () => Promise<void> } => {
    if (watched?.store === store) return watched
    const { look } = createDeadlineWatch({
      // Records are not signed on such a day.
      context: {
        store,
        settings,
        now: pcNow,
        publish: (name, payload) => {
          if (name !== 'deadline:alarm' || payload === null || !('alarms' in payload)) return
          for (const encounterId of payload.encounterIds) told.push({ encounterId, at: pcNow() })
        },
        control: { way: { offers: new Set() } },
      },
      onStatus: () => undefined,
      raise: () => undefined,
    })
    watched = { store, look }
    return watched
  }
  const look = async (): Promise<void> => {
    const trueNow = Date.now()
    await watchOf(day.store()).look()
    alarms += await expectNoMissedAlarm(day, saved, told, trueNow)
  }
  return {
    ...parts,
    saved,
    learnedOffsetMs: () => offsetMs,
    links: () => worker?.links.at(-1),
    alarms: () => alarms,
    startWorker: (chosen = parts.settings, place = {}) => {
      worker = forkWorker(day, chosen, {
        ...place,
        onServerTime: (learned) => {
          offsetMs = learned
        },
      })
      worker.supervisor.start()
    },
    stopWorker: async () => {
      await worker?.supervisor.stop(2_000)
      worker = null
    },
    killWorker: () => worker?.kill(),
    makeVisit: async () => {
      const rows = await visitByCard(control, place)
      // Visits that come faster than people do get one second each, and a record of the next second would be refused.
      await sleep(Math.max(0, visitedAt(rows.nhi) - Date.now()))
      return rows
    },
    save,
    poison: async () => {
      const { nhi, cloud } = visitRows({ ...place })
      const payload = packText('{}')
      const broken = { payload, payloadHash: hashPayload(payload) }
      if (!(await save({ nhi: { ...nhi, ...broken }, cloud: { ...cloud, ...broken } }, true))) {
        throw new Error('the store took nothing')
      }
    },
    pressSend,
    sendAgain: async (id) => {
      const moved = await day.store().write((tx) => requeue(tx, id, pcNow()))
      if (!moved.ok || !moved.value) throw new Error('what was refused could not be put in line again')
      pressSend()
    },
    look,
    pass: async (ms) => {
      for (const until = performance.now() + ms; performance.now() < until; ) {
        pressSend()
        await sleep(300)
        await look()
        await expectNoFalseGreen(day, saved, sims)
      }
    },
  }
}
