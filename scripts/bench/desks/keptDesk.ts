import { createHash, randomUUID } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { recentVisits, writeHistory } from './clinicHistory.ts'
import { type BenchDesk, benchDesk, benchFolder, deskIn } from './desk.ts'

interface Volume {
  readonly patients: number
  readonly visits: number
  /** The newest ones, whose records still wait. */
  readonly waiting: number
}

const store = resolve(import.meta.dirname, '..', '..', '..', 'main', 'store')
const migrations = join(store, 'migrations')
/** What else decides which rows are written. */
const writers = [
  ...['clinicHistory.ts', 'desk.ts', 'keptDesk.ts'].map((name) => join(import.meta.dirname, name)),
  join(store, 'syntheticRecords.ts'),
]

/** Another schema, other rows or another volume is another desk. */
const nameOf = (past: object): string => {
  const sum = createHash('sha256').update(JSON.stringify(past))
  const steps = readdirSync(migrations).filter((name) => /^\d/.test(name) && !name.endsWith('.test.ts'))
  for (const file of [...steps.sort().map((name) => join(migrations, name)), ...writers]) sum.update(readFileSync(file))
  return sum.digest('hex').slice(0, 16)
}

/** One that nobody has used for this long goes: each takes a gigabyte and more. */
const keptForMs = 3 * 24 * 3_600_000

const keep = async (folder: string, { patients, visits }: Volume, past: number): Promise<void> => {
  const home = dirname(folder)
  mkdirSync(home, { recursive: true })
  for (const name of readdirSync(home)) {
    const other = join(home, name)
    if (Date.now() - statSync(other).mtimeMs > keptForMs) rmSync(other, { recursive: true, force: true })
  }
  const made = await benchDesk({ patients })
  writeHistory(made.file, made.key, { visits, part: [0, past], waiting: 0 })
  const draft = `${folder}.${randomUUID()}`
  cpSync(made.dataDirectory, draft, { recursive: true })
  rmSync(made.dataDirectory, { recursive: true, force: true })
  renameSync(draft, folder)
}

/** Waits until a file lies on the disk: no desk opens its store while a gigabyte is on its way there, and each commit would wait behind it. */
const settle = async (file: string): Promise<void> => {
  const handle = await open(file, 'r+')
  await handle.sync()
  await handle.close()
}

/**
 * A desk with years of visits, a copy of one that is made once and kept in the folder that `bench.mjs` names. The last two days are written anew each time, so that today is today.
 */
export const keptDesk = async (volume: Volume): Promise<BenchDesk> => {
  const { patients, visits, waiting } = volume
  const past = Math.max(0, visits - recentVisits - waiting)
  const keptIn = process.env.BENCH_CACHE
  if (keptIn === undefined) throw new Error('npm run bench says where the desk is kept (BENCH_CACHE)')
  const folder = join(keptIn, nameOf({ patients, visits, past }))
  if (!existsSync(folder)) await keep(folder, volume, past)
  utimesSync(folder, new Date(), new Date())
  const dataDirectory = benchFolder()
  cpSync(folder, dataDirectory, { recursive: true })
  const desk = await deskIn(dataDirectory)
  writeHistory(desk.file, desk.key, { visits, part: [past, visits], waiting })
  await settle(desk.file)
  return desk
}
