import type { DeskStatus } from '../../../preload/contract/status.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import {
  alarmHorizonMs,
  type DeadlineAlarm,
  type DeadlineClock,
  decideAlarms,
  groupAlarms,
  type RunningClock,
} from '../../domain/deadlineAlarms.ts'
import { append as appendAudit } from '../../store/auditRepository.ts'
import { keepNotices, noticesOf, recordUnsigned, runningClocks } from '../../store/deadlineRepository.ts'
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
 * Watches the two clocks of every visit. `look` is to be called often, at the start, and when the PC has slept: what has passed a
 * mark meanwhile is kept as raised in the store first, and only then told, so that a restart tells nothing again. A lateness is
 * kept with what was in the way. Where the way in has no signature of the professional card, records are signed elsewhere, if at all:
 * they stay to be seen as unsigned, and nobody is called for what can't be done here.
 */
export const createDeadlineWatch = (options: DeadlineWatchOptions): { readonly look: () => Promise<void> } => {
  const { context } = options
  const { store, settings } = context
  const canSign = context.control.way.offers.has('professional-signature')

  const keep = async (alarms: readonly DeadlineAlarm[], now: number): Promise<boolean> => {
    const kept = await store.write(async (tx) => {
      await keepNotices(tx, alarms, now)
      for (const { encounterId, clock, dueAt, cause } of alarms.filter(({ mark }) => mark === 'late')) {
        await appendAudit(tx, {
          at: now,
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

  const look = async (): Promise<void> => {
    const now = context.now()
    const all = await runningClocks(store.db, now + alarmHorizonMs)
    const running = canSign ? all : all.filter(({ cause }) => cause !== recordUnsigned)
    options.onStatus({ upload: shown(running, 'upload', now), signature: shown(running, 'signature', now) })
    const told = await noticesOf(
      store.db,
      running.map(({ encounterId }) => encounterId),
    )
    const alarms = decideAlarms(running, told, now)
    // A full disk is no reason to stay silent, but then nothing would keep the next look from telling it again.
    if (alarms.length === 0 || !(await keep(alarms, now))) return
    const raised = groupAlarms(alarms)
    options.raise(raised)
    context.publish('deadline:alarm', {
      alarms: [...raised],
      encounterIds: [...new Set(alarms.map(({ encounterId }) => encounterId as EncounterId))].slice(0, 500),
    })
  }

  let looking: Promise<void> | null = null
  return {
    // Two looks at once would raise the same alarm twice.
    look: () => {
      looking ??= look().finally(() => {
        looking = null
      })
      return looking
    },
  }
}
