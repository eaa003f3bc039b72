import { taipeiDay } from '../../../preload/contract/patient/rocDate.ts'
import { InstantSchema, IsoDateSchema } from '../../../preload/contract/words.ts'
import { instant, type World } from '../world.ts'
import { outboxItem, upload, visit } from './visits.ts'

const hour = 3_600_000
const at = (offsetMs: number) => InstantSchema.parse(instant(offsetMs))

/** Two weeks of records for the NHI: received, one a day late, some refused, today's still waiting. */
const withFortnight = (world: World): void => {
  world.outbox = Array.from({ length: 14 * 6 }, (_, index) => {
    const daysAgo = Math.floor(index / 6)
    const number = index + 1
    const row = upload(30_000 + index, 'nhi-upload', {
      ...(daysAgo === 0
        ? {}
        : {
            state: index % 17 === 0 ? 'rejected' : 'accepted',
            tries: 1,
            nextTryAt: null,
            lastCode: index % 17 === 0 ? 'NHI_REFUSED' : '0000',
            dueAt: at(-daysAgo * 24 * hour),
            receiptAt: index % 17 === 0 ? null : at(-daysAgo * 24 * hour + (index % 6 === 2 ? hour : -20 * hour)),
            receipt: index % 17 === 0 ? null : String(number).padStart(40, '0'),
          }),
    })
    const day = IsoDateSchema.parse(taipeiDay(Date.now() - daysAgo * 24 * hour))
    return { ...outboxItem(visit(number, 'closed'), row), day }
  })
}

export const uploadScenes: Readonly<Record<string, (world: World) => void>> = {
  fortnight: withFortnight,
  'export-running': (world) => {
    withFortnight(world)
    world.delays['outbox:export'] = 600_000
    // Told again and again, because an export begins when somebody presses its button.
    world.begin = () => setInterval(() => world.tell('outbox:export-progress', { percent: 42 }), 300)
  },
  'export-failed': (world) => {
    withFortnight(world)
    world.failures['outbox:export'] = {
      code: 'FILE_NOT_WRITTEN',
      retryable: false,
      details: { file: 'uploads.csv', code: 'ENOSPC' },
    }
  },
  // Received at last, and why it was late written down.
  'late-received': (world) => {
    const row = upload(8_200, 'nhi-upload', {
      state: 'accepted',
      tries: 6,
      nextTryAt: null,
      lastCode: '0000',
      dueAt: at(-3 * hour),
      receiptAt: at(-2 * hour),
      receipt: '1151122093000A001',
    })
    const lateness = { cause: 'NHI_UNREACHABLE', note: '停電四小時，恢復後補傳' }
    world.outbox = [{ ...outboxItem(visit(40, 'closed'), row), lateness }, ...world.outbox]
  },
}
