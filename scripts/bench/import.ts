// Importing 45,124 drugs with their prices, from the key press to the new edition in use, against one bare transaction of the same
// inserts on a store of the same kind; how long reading and comparing took before; and how long main's event loop was kept by it all.
// A system and an official file of it as arguments (`-- import nhi-drug FILE`) take the place of the made-up drugs.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { createImportDesk } from '../../main/code-import/importDesk.ts'
import { editions, idRange, plainCode, wordsOf } from '../../main/store/codes/catalogEditions.ts'
import { conceptsOfEdition } from '../../main/store/codes/catalogRepository.ts'
import { indexedWords, latinWords } from '../../main/store/codes/catalogWords.ts'
import { set } from '../../main/store/desk/preferenceRepository.ts'
import { migrate } from '../../main/store/migrate.ts'
import { makeDurable, openConnection } from '../../main/store/sqliteConnection.ts'
import { okValue, openTemporaryStore } from '../../main/store/temporaryStore.ts'
import { forkNodeProcess } from '../../native/helper-process/nodeProcess.ts'
import { ImportableSystemSchema } from '../../preload/contract/codes/codeTables.ts'
import type { IsoDate } from '../../preload/contract/words.ts'
import { drugNames } from './desks/madeUpCodes.ts'
import { median, pronounce } from './measure/verdict.ts'

const drugs = 45_124
const rounds = 3
const limit = 2.5
const worstDelayMs = 50

const names = drugNames(drugs)
const codeOf = (index: number): string => `AC${String(index).padStart(5, '0')}100`
const csv = [
  '藥品代號,藥品英文名稱,藥品中文名稱,支付價,有效起日,有效迄日',
  ...names.map((name, index) => `${codeOf(index)},"${name}",,${(index % 900) / 10 + 0.5},1151101,9991231`),
].join('\r\n')

const folder = mkdtempSync(join(tmpdir(), 'bench-import-'))
const [wanted = 'nhi-drug', given] = process.argv.slice(2)
const system = ImportableSystemSchema.parse(wanted)
const tableFile = given ?? join(folder, 'drugs.csv')
if (given === undefined) writeFileSync(tableFile, csv)

type Imported = Awaited<ReturnType<typeof conceptsOfEdition>>

const importOnce = async (): Promise<{ ms: number; writingMs: number; delayMs: number; concepts: Imported }> => {
  const temporary = await openTemporaryStore()
  const desk = createImportDesk({
    store: temporary.store,
    opening: { file: temporary.file, keyHex: Buffer.from(temporary.key).toString('hex'), nativeBinding: null },
    fork: () => forkNodeProcess(join(import.meta.dirname, '..', '..', 'main', 'code-import', 'process.ts')),
    chooseFile: async () => tableFile,
    now: Date.now,
    onProgress: () => undefined,
    onChanged: () => undefined,
  })
  const look = okValue(await desk.handlers['code-import:choose']({ system }))
  if (look === null) throw new Error('nothing was chosen')
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  let isOver = false
  // The desk goes on with its own work: a small write ten times a second.
  const working = (async () => {
    for (let index = 0; !isOver; index += 1) {
      await temporary.must((tx) => set(tx, 'bench', String(index)))
      await sleep(100)
    }
  })()
  const began = performance.now()
  const wish = { columns: look.columns, edition: '115.11', validFrom: '2026-11-01' as IsoDate, whole: true }
  okValue(await desk.handlers['code-import:preview'](wish))
  const writing = performance.now()
  okValue(await desk.handlers['code-import:run']({}))
  const ended = performance.now()
  isOver = true
  delay.disable()
  await working
  const [edition] = await editions(temporary.store.db)
  const concepts = await conceptsOfEdition(temporary.store.db, edition?.id ?? 0)
  if (given === undefined ? concepts.length !== drugs : concepts.length === 0)
    throw new Error(`${concepts.length} codes came in`)
  await temporary.dispose()
  return { ms: ended - began, writingMs: ended - writing, delayMs: delay.percentile(99) / 1e6, concepts }
}

const bareOnce = (concepts: Imported): number => {
  const file = join(folder, `bare-${randomBytes(4).toString('hex')}.db`)
  const db = openConnection({
    file,
    key: randomBytes(32),
    readonly: false,
    nativeBinding: undefined,
    busyTimeoutMs: 1_000,
  })
  makeDurable(db)
  migrate(db)
  const [first] = idRange(2)
  const concept = db.prepare(`INSERT INTO catalog_concept VALUES (?, 2, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const words = db.prepare('INSERT INTO catalog_words (rowid, words) VALUES (?, ?)')
  const term = db.prepare('INSERT OR IGNORE INTO catalog_term VALUES (?)')
  const rows = concepts.map((row) => ({ ...row, words: indexedWords(wordsOf(row)) }))
  const terms = new Set(concepts.flatMap((row) => latinWords(wordsOf(row))))
  const began = performance.now()
  db.exec('BEGIN IMMEDIATE')
  for (const [index, row] of rows.entries()) {
    const { code, displayZh, displayEn, billable, unit, unitPoints, usual, validFrom, validTo, ingredient, atc } = row
    const claimable = billable ? 1 : 0
    concept.run(
      first + index,
      system,
      code,
      plainCode(code),
      displayZh,
      displayEn,
      claimable,
      unit,
      unitPoints,
      JSON.stringify(usual),
      validFrom,
      validTo,
      ingredient,
      atc,
    )
    words.run(first + index, row.words)
  }
  for (const each of terms) term.run(each)
  db.exec('COMMIT')
  const ms = performance.now() - began
  db.close()
  return ms
}

const imports: Awaited<ReturnType<typeof importOnce>>[] = []
const bare: number[] = []
for (let round = 0; round < rounds; round += 1) {
  const imported = await importOnce()
  imports.push(imported)
  bare.push(bareOnce(imported.concepts))
}
rmSync(folder, { recursive: true, force: true })

const value = median(imports.map(({ writingMs }) => writingMs))
const baseline = median(bare)
const delay = Math.max(...imports.map(({ delayMs }) => delayMs))
const before = median(imports.map(({ ms, writingMs }) => ms - writingMs))
console.log(
  `${imports[0]?.concepts.length} codes; read and compared in ${before.toFixed(0)} ms; main's event loop p99 ${delay.toFixed(1)} ms (limit ${worstDelayMs} ms)`,
)
pronounce({
  name: 'import',
  value,
  unit: 'ms',
  baseline,
  ratio: value / baseline,
  limit,
  pass: value / baseline <= limit && delay <= worstDelayMs,
})
