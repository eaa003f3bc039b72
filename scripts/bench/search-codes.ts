// The diagnosis search with a list of the whole ICD-10-CM's size: the question to the store against the same statements prepared on the bare
// driver, and in the real program from the key to the painted list. A file as its one argument (TSV: code, billable, English, Chinese;
// .gz or not) takes the place of the made-up list.
import { readFileSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { closeApp } from '../../e2e/fixtures/launch.ts'
import { screenKey } from '../../e2e/pages/screenKeys.ts'
import { type CodeConcept, noUsual } from '../../main/domain/tables/codeSystem.ts'
import { openKeyVault } from '../../main/platform/keyVault.ts'
import { pathsOf } from '../../main/platform/paths.ts'
import { idRange, plainCode, seed } from '../../main/store/codes/catalogEditions.ts'
import { search } from '../../main/store/codes/catalogRepository.ts'
import { typedParts, wordsQuery } from '../../main/store/codes/catalogWords.ts'
import { openStore } from '../../main/store/openStore.ts'
import { insert as insertPatient } from '../../main/store/patient/patientRepository.ts'
import { openConnection } from '../../main/store/sqliteConnection.ts'
import { syntheticEncounter, syntheticPatient } from '../../main/store/syntheticRecords.ts'
import { okValue } from '../../main/store/temporaryStore.ts'
import { insert as insertEncounter } from '../../main/store/visit/encounterRepository.ts'
import { dayOf } from '../../main/usecases/context.ts'
import { type IsoDate, PractitionerIdSchema } from '../../preload/contract/words.ts'
import { benchDesk } from './desks/desk.ts'
import { diagnoses } from './desks/madeUpCodes.ts'
import { launchPage } from './measure/launchPage.ts'
import { median, pronounce, quantile } from './measure/verdict.ts'

const rows = 96_802
const limitRatio = 3
const limitPaintedMs = 50
const listed = 30

const listOf = (file: string | undefined): readonly (readonly [string, string, string])[] => {
  if (file === undefined) return diagnoses(rows)
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split('\t'))
    .map(([code = '', , en = '', zh = '']) => [code, zh, en] as const)
}

const concepts = listOf(process.argv[2]).map(
  ([code, displayZh, displayEn]): CodeConcept => ({
    code,
    displayZh,
    displayEn,
    billable: true,
    unit: '',
    unitPoints: null,
    ingredient: '',
    atc: '',
    usual: noUsual,
    validFrom: '2025-01-01' as IsoDate,
    validTo: null,
  }),
)
const someCode = concepts[Math.floor(concepts.length / 2)]?.code ?? ''

/** What a doctor types: Chinese, English from the beginning and from the middle of words, codes with and without their dot. */
const questions = [
  '糖尿病',
  '骨折',
  '右側',
  '感染 右側',
  'frac',
  'diabetes',
  'infect right',
  'betes',
  'ractur',
  someCode,
  plainCode(someCode),
  someCode.slice(0, 3),
]

const today = dayOf(Date.now())
const desk = await benchDesk({ patients: 5 })
const paths = pathsOf(desk.dataDirectory)
const plainKey = { wrap: (secret: Uint8Array) => secret, unwrap: (wrapped: Uint8Array) => wrapped }
const { key } = okValue(
  await openKeyVault({
    keyFile: paths.keyFile,
    databaseFile: paths.database,
    protector: { os: null, development: plainKey },
  }),
)
const store = okValue(await openStore({ file: paths.database, key }))
const patient = syntheticPatient(77)
okValue(
  await store.write(async (tx) => {
    await seed(tx, { system: 'icd-10-cm', edition: 'bench', priceBasis: 'none', concepts })
    await insertPatient(tx, patient)
    await insertEncounter(
      tx,
      syntheticEncounter(patient.id, 1, {
        day: today,
        practitionerId: PractitionerIdSchema.parse('dr-1'),
        registeredAt: Date.now(),
      }),
    )
  }),
)

const timed = async (work: () => unknown): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}

const bare = openConnection({
  file: paths.database,
  key,
  readonly: true,
  nativeBinding: undefined,
  busyTimeoutMs: 1_000,
})
const edition =
  bare
    .prepare<[], number>(`SELECT id FROM catalog_edition WHERE system = 'icd-10-cm' AND state = 'active'`)
    .pluck()
    .get() ?? 0
const [first, last] = idRange(edition)
const inForce = 'valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?)'
const byCode = bare.prepare(
  `SELECT * FROM catalog_concept WHERE edition_id = ? AND code_plain >= ? AND code_plain < ? AND ${inForce} ORDER BY code_plain LIMIT ${listed}`,
)
const byWords = bare.prepare(
  `SELECT catalog_concept.* FROM catalog_words JOIN catalog_concept ON catalog_concept.id = catalog_words.rowid
   WHERE catalog_words MATCH ? AND catalog_words.rowid BETWEEN ? AND ? AND ${inForce} ORDER BY catalog_words.rowid LIMIT ${listed}`,
)
const terms = bare.prepare<[string], string>('SELECT term FROM catalog_term WHERE instr(term, ?) > 1 LIMIT 200').pluck()

/** The statements that this question comes to, and nothing around them. */
const statementsOf = (text: string): (() => void) => {
  const code = plainCode(text)
  const isCode = /^[0-9A-Z]+$/.test(code)
  const words = wordsQuery(text)
  const found = isCode ? byCode.all(edition, code, `${code}\u{10ffff}`, today, today).length : 0
  const enough = found + (words === null ? 0 : byWords.all(words, first, last, today, today).length) >= listed
  const parts = enough ? [] : typedParts(text).filter((part) => /^[a-z0-9]{3,}$/.test(part))
  const wordsWith = new Map<string, string[]>()
  for (const part of parts) {
    const holding = terms.all(part)
    if (holding.length > 0) wordsWith.set(part, holding)
  }
  const wider = wordsWith.size === 0 ? null : wordsQuery(text, wordsWith)
  return () => {
    if (isCode) byCode.all(edition, code, `${code}\u{10ffff}`, today, today)
    if (words !== null) byWords.all(words, first, last, today, today)
    for (const part of parts) terms.all(part)
    if (wider !== null) byWords.all(wider, first, last, today, today)
  }
}

const ours: number[] = []
const theirs: number[] = []
for (const text of questions) {
  const statements = statementsOf(text)
  const ask = (): Promise<unknown> => search(store.db, { systems: ['icd-10-cm'], text, day: today, limit: listed })
  const oursHere: number[] = []
  const theirsHere: number[] = []
  for (let round = 0; round < 40; round += 1) {
    oursHere.push(await timed(ask))
    theirsHere.push(await timed(statements))
  }
  ours.push(...oursHere.slice(5))
  theirs.push(...theirsHere.slice(5))
  console.log(`${text}: ${median(oursHere).toFixed(2)} ms, bare ${median(theirsHere).toFixed(2)} ms`)
}
bare.close()
await store.close()

/** A list that has not come by then never comes. */
const patienceMs = 5_000

declare global {
  interface Window {
    /** How long the list that answers the next key takes, ms; null when it never came. */
    listPainted: Promise<number | null>
  }
}

/** Types into the search and tells, for each key, how long it took until the list that answers it was painted. */
const typeAndWatch = async (page: Page, text: string): Promise<number[]> => {
  const box = page.getByTestId('diagnosis-search')
  await box.fill('')
  await box.focus()
  const painted: number[] = []
  let typed = ''
  for (const character of text) {
    typed += character
    // Set up before the key is sent, or the key might be over first.
    await box.evaluate(
      (element, { expected, withinMs }) => {
        const input = element as HTMLInputElement
        let pressedAt = 0
        input.addEventListener('input', (event) => (pressedAt = event.timeStamp), { once: true })
        const isThere = (): boolean => {
          // A select that has had the focus leaves its own behind, closed.
          const list = document.querySelector('[data-layer]:not([data-closed])')
          return pressedAt > 0 && input.value === expected && list !== null && !list.hasAttribute('aria-busy')
        }
        window.listPainted = window.paintClock
          .painted(isThere, withinMs)
          .then((at) => (at === null ? null : at - pressedAt))
      },
      { expected: typed, withinMs: patienceMs },
    )
    await page.keyboard.type(character)
    const ms = await page.evaluate(() => window.listPainted)
    if (ms === null) throw new Error(`no list for ${typed}`)
    painted.push(ms)
    await sleep(20)
  }
  return painted
}

const launched = await launchPage(desk)
const { page } = launched
await page.keyboard.press(screenKey('consultation'))
await page.getByTestId('start-consultation').waitFor()
await page.keyboard.press('F2')
await page.getByTestId('diagnosis-search').waitFor()
await page.keyboard.press('F4')
await typeAndWatch(page, '感染')
const painted: number[] = []
for (const text of [...questions, ...questions]) painted.push(...(await typeAndWatch(page, text)))
await closeApp(launched)
rmSync(desk.dataDirectory, { recursive: true, force: true })

const value = ours.reduce((sum, ms) => sum + ms, 0) / ours.length
const baseline = theirs.reduce((sum, ms) => sum + ms, 0) / theirs.length
const p95 = quantile(painted, 0.95)
console.log(
  `key to painted list: median ${median(painted).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms (limit ${limitPaintedMs} ms), ${painted.length} keys`,
)
pronounce({
  name: 'search-codes',
  value,
  unit: 'ms',
  baseline,
  ratio: value / baseline,
  limit: limitRatio,
  pass: value / baseline <= limitRatio && p95 <= limitPaintedMs,
})
