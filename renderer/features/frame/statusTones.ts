import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import type { Tone } from '../../ui/chips/Chip.tsx'

/** What colour each state of the surroundings has: red where a person must act, amber while waiting, plain where all is well. */
export const statusTones = {
  reader: { ready: 'neutral', 'no-reader': 'act', 'service-down': 'act', restarting: 'wait' },
  sam: {
    unknown: 'wait',
    none: 'act',
    'not-verified': 'act',
    verified: 'neutral',
    lapsed: 'act',
    'not-needed': 'neutral',
  },
  hpc: {
    unknown: 'wait',
    none: 'wait',
    present: 'act',
    'pin-pending': 'act',
    verified: 'neutral',
    locked: 'act',
    removed: 'wait',
    'not-needed': 'neutral',
  },
  vpn: { unknown: 'wait', up: 'neutral', down: 'act' },
  control: {
    unknown: 'wait',
    ok: 'neutral',
    absent: 'act',
    slow: 'wait',
    'bad-reply': 'act',
    fingerprint: 'act',
    'not-configured': 'act',
  },
} as const satisfies {
  readonly reader: Readonly<Record<DeskStatus['reader']['state'], Tone>>
  readonly sam: Readonly<Record<DeskStatus['sam']['state'], Tone>>
  readonly hpc: Readonly<Record<DeskStatus['professionalCard']['state'], Tone>>
  readonly vpn: Readonly<Record<DeskStatus['vpn']['state'], Tone>>
  readonly control: Readonly<Record<DeskStatus['controlSoftware']['state'], Tone>>
}

/** The SAM heals by itself while it is tried; a renewal that does not go well is amber as long as the old verification holds. */
export const samTone = ({ state, verifying, error, awaitsPerson }: DeskStatus['sam']): Tone => {
  if (state === 'verified') return error === null ? 'neutral' : 'wait'
  return verifying && !awaitsPerson ? 'wait' : statusTones.sam[state]
}

/** The reader's colour: amber, too, where somebody must say what a reader is for. */
export const readerTone = (reader: Pick<DeskStatus['reader'], 'state' | 'choiceNeeded'>): Tone =>
  reader.state === 'ready' && reader.choiceNeeded ? 'wait' : statusTones.reader[reader.state]

const nearMs = 4 * 3_600_000

const isNear = ({ nearestDeadline }: DeskStatus['outbox'], now: number): boolean =>
  nearestDeadline !== null && Date.parse(nearestDeadline) - now < nearMs

/**
 * Unsent rows: red when overdue, refused, set aside, not being sent at all or without a way to the NHI; amber while anything waits
 * or a person has paused the sending.
 */
export const outboxTone = (outbox: DeskStatus['outbox'], now: number): Tone => {
  if (!outbox.running || outbox.overdue > 0 || outbox.rejected > 0 || outbox.quarantined > 0) return 'act'
  if (outbox.cloudFindings > 0) return 'act'
  // Waiting helps nothing.
  if (!outbox.nhiOffered) return outbox.unsent > 0 ? 'act' : 'wait'
  // A pause is somebody's wish, and still nothing is being sent.
  if (outbox.pausedUntil !== null) return isNear(outbox, now) ? 'act' : 'wait'
  if (isNear(outbox, now)) return 'wait'
  return outbox.unsent > 0 ? 'wait' : 'neutral'
}
