import type { ChannelInput } from '../../../preload/contract/index.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import type { OutboxItem } from '../../../preload/contract/upload/outbox.ts'
import { InstantSchema } from '../../../preload/contract/words.ts'
import { clockTime } from '../../ui/format/date.ts'
import { type Handlers, instant, type World } from '../world.ts'

const notFound: AppError = { code: 'NOT_FOUND', retryable: false }

/** A frequency that is sent full-width. */
const sentOtherwise = {
  field: 'D08',
  orderLine: 2,
  original: 'QAM&HS',
  sent: 'QAM＆HS',
  substitutions: [{ from: '&', to: '＆', reason: 'markup' as const }],
}

type MonitorFilter = ChannelInput<'outbox:list'>['filter']
const monitorFilter: Readonly<Record<MonitorFilter, (row: OutboxItem) => boolean>> = {
  open: ({ state }) => !['accepted', 'rejected', 'quarantined'].includes(state),
  waiting: ({ state }) => state === 'waiting',
  sending: ({ state }) => state === 'sending' || state === 'awaiting-result',
  rejected: ({ state }) => state === 'rejected',
  quarantined: ({ state }) => state === 'quarantined',
  late: ({ isLate }) => isLate,
  accepted: ({ state }) => state === 'accepted',
  all: () => true,
}

const monitored = (
  world: World,
  { filter, day = null, target = null, text = '' }: ChannelInput<'outbox:count'>,
): OutboxItem[] =>
  world.outbox
    .filter(monitorFilter[filter])
    .filter((row) => day === null || row.day === day)
    .filter((row) => target === null || row.target === target)
    .filter((row) => row.patientName.includes(text) || String(row.queueNumber) === text)

type UploadNames = Exclude<Extract<keyof Handlers, `outbox:${string}`>, 'outbox:pre-check' | 'outbox:read-old-file'>

/** The upload monitor; what looks into a record is with the records. */
export const uploadHandlers: Pick<Handlers, UploadNames> = {
  'outbox:list': (world, { limit, offset = 0, ...which }) => monitored(world, which).slice(offset, offset + limit),
  'outbox:count': (world, which) => ({ count: monitored(world, which).length }),
  'outbox:tries': (world, { outboxId }) => {
    const row = world.outbox.find((each) => each.outboxId === outboxId)
    if (row === undefined) return notFound
    const at = Date.parse(row.receiptAt ?? instant())
    return Array.from({ length: row.tries }, (_, index) => ({
      at: InstantSchema.parse(new Date(at - (row.tries - 1 - index) * 95_000).toISOString()),
      ms: 240 + index * 37,
      code: index === row.tries - 1 ? row.lastCode : 'NHI_UNREACHABLE',
    }))
  },
  'outbox:substitutions': (world, { outboxId }) => ({
    fields: world.outbox.find((each) => each.outboxId === outboxId)?.target === 'nhi-upload' ? [sentOtherwise] : [],
    nameOutsideBig5: [],
  }),
  'outbox:today': (world) => {
    const hours = world.outbox.flatMap(({ receiptAt }) =>
      receiptAt === null ? [] : [Number(clockTime(receiptAt).slice(0, 2))],
    )
    return {
      receiptHours: Array.from({ length: 24 }, (_, hour) => hours.filter((each) => each === hour).length),
      dueSoon: world.outbox.filter(monitorFilter.open).length,
    }
  },
  'outbox:days': (world) =>
    [
      ...Map.groupBy(
        world.outbox.filter(({ target }) => target === 'nhi-upload'),
        ({ day }) => day,
      ),
    ].map(([day, rows]) => ({
      day,
      received: rows.filter(({ state }) => state === 'accepted').length,
      open: rows.filter(monitorFilter.open).length,
      refused: rows.filter(({ state }) => state === 'rejected' || state === 'quarantined').length,
      late: rows.filter(({ isLate }) => isLate).length,
    })),
  'outbox:explain-late': (world, { outboxId, note }) => {
    const row = world.outbox.find((each) => each.outboxId === outboxId)
    if (row === undefined || row.lateness === null) return notFound
    row.lateness.note = note
    return row
  },
  'outbox:export': (world) => ({ file: '/home/desk/uploads.csv', rows: world.outbox.length }),
  'outbox:stop-export': () => ({}),
  'outbox:send-now': (world) => ({ woken: world.status.outbox.unsent }),
  'outbox:pause': (world, { paused }) => {
    world.status.outbox.pausedUntil = paused ? InstantSchema.parse(instant(3_600_000)) : null
    return { paused }
  },
  'outbox:drain': (world) => ({ complete: true, unsent: world.status.outbox.unsent }),
  'outbox:cloud-findings': (world) => world.cloudFindings,
  'outbox:note-cloud-findings': (world) => {
    world.cloudFindings = { ...world.cloudFindings, unseen: 0, days: [], items: [] }
    world.status.outbox.cloudFindings = 0
    setTimeout(() => world.tell('outbox:changed', { encounterIds: [] }), 0)
    return world.cloudFindings
  },
  'outbox:requeue': (world, { outboxId }) => world.outbox.find((row) => row.outboxId === outboxId) ?? notFound,
}
