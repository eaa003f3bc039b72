// Putting rows in line (a transaction each, encrypted, WAL, FULL) against a bare better-sqlite3 insert loop of the same bytes: the
// same driver, cipher and settings, one prepared statement, one transaction a row.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { buildOutboxRows } from '../../main/outbox/mappers/outboxPayloads.ts'
import { sampleVisitRecord } from '../../main/outbox/mappers/sampleVisitRecord.ts'
import { newRow } from '../../main/store/outbox/outboxRecord.ts'
import { append } from '../../main/store/outbox/outboxRepository.ts'
import { makeDurable, openConnection } from '../../main/store/sqliteConnection.ts'
import { openTemporaryStore } from '../../main/store/temporaryStore.ts'
import { median, pronounce, quantile } from './measure/verdict.ts'

const visits = 2_000
const warmUp = 200
const limit = 0.5
const worstMs = 10

const temporary = await openTemporaryStore()
const folder = mkdtempSync(join(tmpdir(), 'bare-'))
const bare = openConnection({
  file: join(folder, 'bare.db'),
  key: new Uint8Array(randomBytes(32)),
  readonly: false,
  nativeBinding: undefined,
  busyTimeoutMs: 5_000,
})
makeDurable(bare)
const rowsOf = (index: number) => {
  const now = Date.now()
  const record = sampleVisitRecord({ encounterId: uuidv7() })
  return buildOutboxRows(record, { newId: uuidv7, now: now + index, dueAt: now + 86_400_000 })
}

const never = (): never => {
  throw new Error('a visit without rows')
}
const columnsOf = (row: ReturnType<typeof rowsOf>[number]) => ({ ...newRow(row), packed: row.payload })
const names = Object.keys(columnsOf(rowsOf(0)[0] ?? never()))
// The same columns and the payload as it is, in one table without a further index.
bare.exec(
  `CREATE TABLE plain (${names.map((name) => (name === 'id' ? 'id TEXT NOT NULL PRIMARY KEY' : name)).join(', ')})`,
)
const insert = bare.prepare(
  `INSERT INTO plain (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
)
const insertAlone = bare.transaction((rows: readonly ReturnType<typeof columnsOf>[]) => {
  for (const row of rows) insert.run(row)
})

const times: number[] = []
const bareTimes: number[] = []
// In turn, so that both meet the same disk.
for (let index = 0; index < visits; index += 1) {
  const rows = rowsOf(index)
  const startedAt = performance.now()
  await temporary.must((tx) => append(tx, rows))
  times.push(performance.now() - startedAt)
  const columns = rows.map(columnsOf)
  const bareAt = performance.now()
  insertAlone(columns)
  bareTimes.push(performance.now() - bareAt)
}
bare.close()
await temporary.dispose()
rmSync(folder, { recursive: true, force: true })

const own = times.slice(warmUp)
const plain = bareTimes.slice(warmUp)
const perSecond = (sample: readonly number[]): number =>
  1_000 / (sample.reduce((sum, ms) => sum + ms, 0) / sample.length)
const p99 = quantile(own, 0.99)
console.log(
  `median ${median(own).toFixed(2)} ms (bare ${median(plain).toFixed(2)}), p99 ${p99.toFixed(2)} ms (bare ${quantile(plain, 0.99).toFixed(2)}; limit ${worstMs})`,
)
const value = perSecond(own)
const baseline = perSecond(plain)
pronounce({
  name: 'enqueue',
  value,
  unit: 'visits/s',
  baseline,
  ratio: value / baseline,
  limit,
  pass: value / baseline >= limit && p99 <= worstMs,
})
