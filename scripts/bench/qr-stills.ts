// Still pictures of codes: the share our reader reads, against html5-qrcode's own engine and zxing-wasm's plain call on the same
// pictures in the same Electron window. `qr-stills [DIR]`: DIR holds *.png|jpg with *.txt of the same name; else pictures are made up.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, parse, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import type { QrBench } from '../../renderer/dev/qr-bench/types.ts'
import { median, pronounce, quantile } from './measure/verdict.ts'
import { longestTask, trustWatch } from './qr/blocking.ts'
import { openBenchPage } from './qr/page.ts'
import { writePictures } from './qr/pictures.ts'

const readers = ['ours', 'plain', 'html5-qrcode'] as const
type Reader = (typeof readers)[number]
const longestTaskLimitMs = 50

interface Score {
  readonly read: Set<string>
  readonly ms: number[]
  readonly attempts: Map<string, number>
  longestTask: number
}

const [given] = process.argv.slice(2)
const folder = given === undefined ? mkdtempSync(join(tmpdir(), 'qr-stills-')) : resolve(given)
if (given === undefined) writePictures(folder)
const pictures = readdirSync(folder)
  .filter((name) => /\.(png|jpe?g)$/i.test(name) && existsSync(join(folder, `${parse(name).name}.txt`)))
  .sort()
if (pictures.length === 0) throw new Error(`${folder} holds no picture with a text of the same name`)
const saysOf = (name: string): string => readFileSync(join(folder, `${parse(name).name}.txt`), 'utf8').trim()

const run = async (page: Page, reader: Reader): Promise<Score> => {
  const score: Score = { read: new Set(), ms: [], attempts: new Map(), longestTask: 0 }
  const read = (name: string) =>
    page.evaluate(([by, address]) => (window as unknown as { bench: QrBench }).bench.readStillAt(by, address), [
      reader,
      `/pictures/${encodeURIComponent(name)}`,
    ] as const)
  // The first picture starts worker and WebAssembly, and is not counted.
  await read(pictures[0] ?? '')
  await trustWatch(page)
  for (const name of pictures) {
    const { texts, ms, attempt } = await read(name)
    score.ms.push(ms)
    if (!texts.some((text) => text.trim().replaceAll('\r\n', '\n') === saysOf(name).replaceAll('\r\n', '\n'))) continue
    score.read.add(name)
    if (attempt !== null) score.attempts.set(attempt, (score.attempts.get(attempt) ?? 0) + 1)
  }
  score.longestTask = await longestTask(page)
  return score
}

const bench = await openBenchPage(folder)
const scores = await bench.use([], async (page) => ({
  ours: await run(page, 'ours'),
  plain: await run(page, 'plain'),
  'html5-qrcode': await run(page, 'html5-qrcode'),
}))
bench.close()
if (given === undefined) rmSync(folder, { recursive: true })

for (const reader of readers) {
  const { read, ms, longestTask } = scores[reader]
  console.log(
    `${reader}: ${read.size} of ${pictures.length} read, median ${median(ms).toFixed(1)} ms, p95 ${quantile(ms, 0.95).toFixed(0)} ms, ` +
      `longest task of the page ${longestTask === 0 ? 'below 50' : longestTask.toFixed(0)} ms`,
  )
}
const { ours, plain } = scores
console.log(`by attempt: ${[...ours.attempts].map(([name, count]) => `${name} ${count}`).join(', ')}`)
console.log(`not read: ${pictures.filter((name) => !ours.read.has(name)).join(', ') || 'none'}`)
const share = ({ read }: Score): number => read.size / pictures.length
const baseline = share(scores['html5-qrcode'])
pronounce({
  name: 'qr-stills',
  value: share(ours),
  unit: 'share read',
  baseline,
  ratio: baseline === 0 ? null : share(ours) / baseline,
  // What zxing-wasm reads by itself: the preparation may only add to it.
  limit: share(plain),
  pass: share(ours) >= share(plain) && ours.longestTask <= longestTaskLimitMs,
})
