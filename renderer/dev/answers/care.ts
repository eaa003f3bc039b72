import type { BackupEntry, CareStatus } from '../../../preload/contract/desk/care.ts'
import fixtures from '../fixtures.json'
import type { Handlers } from '../world.ts'
import { instant } from '../world.ts'

const dayMs = 86_400_000
const at = (offsetMs: number) => instant(offsetMs) as BackupEntry['madeAt']
const nameOf = (kind: 'clinic' | 'rescue', day: number): BackupEntry['name'] =>
  `${kind}-202611${String(25 - day).padStart(2, '0')}-023000.db`

/** A store that is looked after well. */
export const careStatus = (): CareStatus => ({
  recovery: { madeAt: at(-20 * dayMs) },
  backup: {
    health: 'good',
    folder: fixtures.backupFolder,
    sameDisk: false,
    time: '02:30',
    last: { name: nameOf('clinic', 0), madeAt: at(-7 * 3_600_000), bytes: 314_572_800 },
    nextAt: at(17 * 3_600_000),
    running: null,
    error: null,
  },
  checks: {
    quick: { at: at(-3_600_000), ok: true },
    integrity: { at: at(-3 * dayMs), ok: true },
    running: null,
  },
  disk: { state: 'enough', freeBytes: 84_000_000_000 },
  damage: null,
  lostTail: null,
})

/** A store that came back without its newest records. */
export const shortCare = (): CareStatus => ({
  ...careStatus(),
  lostTail: { foundAt: at(-30_000), lastAt: at(-25 * 60_000), missing: 38 },
})

/** A store that was found damaged and has been rescued. */
export const damagedCare = (): CareStatus => ({
  ...careStatus(),
  damage: {
    foundAt: at(-60_000),
    rescuing: false,
    rescue: { name: nameOf('rescue', 0), unsent: 6, visits: 20_411, patients: 5_120, lost: 2 },
  },
})

/** A store on a first day: no code, no backup, a disk nearly full. */
export const uncaredFor = (): CareStatus => ({
  ...careStatus(),
  recovery: { madeAt: null },
  backup: { ...careStatus().backup, health: 'not-set', folder: null, last: null, nextAt: null, sameDisk: false },
  checks: { quick: null, integrity: null, running: 'quick' },
  disk: { state: 'low', freeBytes: 1_500_000_000 },
})

const entries = (): BackupEntry[] =>
  Array.from({ length: 12 }, (_, day) => ({
    name: nameOf('clinic', day),
    kind: 'backup' as const,
    madeAt: at(-day * dayMs - 7 * 3_600_000),
    bytes: 314_572_800 - day * 1_000_000,
    verified: day !== 3,
    facts: {
      patients: 5_120 - day,
      visits: 20_411 - day * 80,
      unsent: 6,
      newestVisitAt: at(-day * dayMs - 12 * 3_600_000),
      auditRows: 90_000,
    },
  }))

type CareNames = Extract<keyof Handlers, `${'care' | 'recovery' | 'backup'}:${string}`>

/** The pretend answers of the store's care. */
export const careHandlers: Pick<Handlers, CareNames> = {
  'care:status': (world) => world.care,
  'care:check': (world) => world.care,
  'care:note-lost-tail': (world) => {
    world.care = { ...world.care, lostTail: null }
    return world.care
  },
  'recovery:make': () => ({
    groups: ['7K3MQ', 'X9D2A', 'R5TC0', 'ZW4HN', '8FJ6V', 'B1YPE', 'G0S7K', 'M3QX9'],
    asked: [3, 6],
    madeAt: at(0),
  }),
  'recovery:confirm': (world, { groups }) =>
    groups.join(' ') === 'R5TC0 B1YPE'
      ? world.care
      : { code: 'RECOVERY_CODE_WRONG', retryable: false, details: { group: 3 } },
  'recovery:print': () => ({ code: 'PRINT_FAILED', retryable: true }),
  'recovery:save-pdf': () => ({ file: 'E:\\recovery-code.pdf' }),
  'recovery:open': () => ({ code: 'RECOVERY_CODE_WRONG', retryable: false, details: { group: 2 } }),
  'backup:choose-folder': (world) => world.care,
  'backup:set-time': (world) => world.care,
  'backup:run': (world) => world.care,
  'backup:cancel': () => ({}),
  'backup:list': () => entries(),
  'backup:inspect': (_, { name }) => {
    const entry = entries().find((one) => one.name === name)
    const [newest] = entries()
    if (entry === undefined || newest === undefined) return { code: 'NOT_FOUND', retryable: false }
    return { entry, present: newest.facts === null ? null : { ...newest.facts, visits: newest.facts.visits + 12 } }
  },
  'backup:restore': () => ({}),
}
