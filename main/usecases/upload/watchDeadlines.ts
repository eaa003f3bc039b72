import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import {
  alarmHorizonMs,
  type DeadlineAlarm,
  type DeadlineClock,
  decideAlarms,
  groupAlarms,
  type RunningClock,
} from '../../domain/upload/deadlineAlarms.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { keepNotice, noticesOf, recordUnsigned, runningClocks } from '../../store/outbox/deadlineRepository.ts'
import { type DeskContext, instantOf } from '../context.ts'

/** One alarm as it reaches a person: several visits with the same mark together. */
export type RaisedAlarm = ReturnType<typeof groupAlarms>[number]

export interface DeadlineWatchOptions {
  readonly context: Pick<DeskContext, 'store' | 'now' | 'settings' | 'publish'> & {
    readonly control: { readonly way: Pick<DeskContext['control']['way'], 'offers'> }
  }
  /** What the status bar shows. */
  readonly onStatus: (deadlines: DeskStatus['deadlines']) => void
  /** Tells a person: a notification of the operating system. */
  readonly raise: (alarms: readonly RaisedAlarm[]) => void
}

/** An alarm that a person has been told of, and the store not yet. */
interface UnkeptAlarm extends DeadlineAlarm {
  /** Epoch ms, server time. */
  readonly raisedAt: number
}

/** In one transaction, so that a backlog of weeks keeps no other write waiting. */
const keptAtOnce = 500

const shown = (
  running: readonly RunningClock[],
  clock: DeadlineClock,
  now: number,
): DeskStatus['deadlines']['upload'] => {
  const own = running.filter((each) => each.clock === clock)
  const ahead = own.filter(({ dueAt }) => dueAt > now).map(({ dueAt }) => dueAt)
  return { late: own.length - ahead.length, next: ahead.length === 0 ? null : instantOf(Math.min(...ahead)) }
}

/**
 * Watches the two clocks of every visit. `look` is to be called often, at the start, when the PC has slept and
 * when a server has put the clock right: what has passed a mark meanwhile is told first and then kept as raised in the store, so that
 * a restart tells nothing again. A program that is killed between the two tells it once more; the other way round it would be told
 * never. What a full or broken disk does not take is remembered here, and kept as soon as it can be. A lateness is kept with what was in the way. Where the way in has no signature of the professional card, records are signed elsewhere, if at all:
 * they stay to be seen as unsigned, and nobody is called for what can't be done here.
 */
export const createDeadlineWatch = (options: DeadlineWatchOptions): { readonly look: () => Promise<void> } => {
  const { context } = options
  const { store, settings } = context
  const canSign = context.control.way.offers.has('professional-signature')

  /** Raised, and not yet kept. */
  let unkept: readonly UnkeptAlarm[] = []

  /** An alarm is told whatever the store makes of it: nobody must miss a deadline because a disk is full. */
  const keep = async (alarms: readonly UnkeptAlarm[]): Promise<boolean> => {
    const kept = await store.write(async (tx) => {
      for (const { raisedAt, ...alarm } of alarms) {
        const isNew = await keepNotice(tx, alarm, raisedAt)
        if (alarm.mark !== 'late' || !isNew) continue
        const { encounterId, clock, dueAt, cause } = alarm
        await appendAudit(tx, {
          at: raisedAt,
          who: settings.desk.person,
          desk: settings.desk.id,
          action: 'deadline-missed',
          subject: encounterId,
          details: { clock, dueAt, cause },
        })
      }
    })
    return kept.ok
  }

  const tell = (alarms: readonly DeadlineAlarm[]): void => {
    const raised = groupAlarms(alarms)
    options.raise(raised)
    context.publish('deadline:alarm', {
      alarms: [...raised],
      encounterIds: [...new Set(alarms.map(({ encounterId }) => encounterId as EncounterId))].slice(0, 500),
    })
  }

  const look = async (): Promise<void> => {
    const now = context.now()
    const all = await runningClocks(store.db, now + alarmHorizonMs)
    const running = canSign ? all : all.filter(({ cause }) => cause !== recordUnsigned)
    options.onStatus({ upload: shown(running, 'upload', now), signature: shown(running, 'signature', now) })
    const told = await noticesOf(
      store.db,
      running.map(({ encounterId }) => encounterId),
    )
    const alarms = decideAlarms(running, [...told, ...unkept], now)
    unkept = [...unkept, ...alarms.map((alarm) => ({ ...alarm, raisedAt: now }))]
    if (alarms.length > 0) tell(alarms)
    while (unkept.length > 0 && (await keep(unkept.slice(0, keptAtOnce)))) unkept = unkept.slice(keptAtOnce)
  }

  let looking: Promise<void> | null = null
  let isAskedAgain = false
  const lookInTurn = async (): Promise<void> => {
    do {
      isAskedAgain = false
      await look()
    } while (isAskedAgain)
  }
  return {
    // Two looks at once would raise the same alarm twice; one that is asked for meanwhile may know a later time, and comes behind.
    look: () => {
      isAskedAgain = looking !== null
      looking ??= lookInTurn().finally(() => {
        looking = null
      })
      return looking
    },
  }
}
