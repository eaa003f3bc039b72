import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..', '..')

/** One illegal import for each wall: a wall that lets its own through is paint. */
const illegal: readonly (readonly [wall: string, file: string, source: string])[] = [
  ['renderer-stays-in-front', 'renderer/app/a.ts', "import '../../main/domain/x.ts'"],
  ['renderer-has-no-node', 'renderer/app/b.ts', "import 'node:fs'"],
  ['renderer-stays-in-front', 'renderer/app/c.ts', "import 'electron'"],
  ['features-are-apart', 'renderer/features/one/a.ts', "import '../two/b.ts'"],
  ['parts-know-no-feature', 'renderer/scan/a.ts', "import '../features/two/b.ts'"],
  ['main-never-renders', 'main/usecases/render.ts', "import '../../renderer/app/z.ts'"],
  ['porch-knows-no-house', 'native/card-reader/house.ts', "import '../../main/domain/x.ts'"],
  ['contract-imports-zod-only', 'preload/contract/file.ts', "import 'node:fs'"],
  ['domain-is-pure', 'main/domain/clock.ts', "import 'node:crypto'"],
  ['domain-is-pure', 'main/domain/store.ts', "import '../store/s.ts'"],
  ['usecases-use-ports', 'main/usecases/sql.ts', "import 'kysely'"],
  ['sql-lives-in-store', 'main/outbox/sql.ts', "import 'better-sqlite3'"],
  ['pcsc-in-one-file', 'main/platform/card.ts', "import 'pcsc-mini'"],
  ['pcsc-in-one-file', 'native/card-reader/second.ts', "import 'pcsc-mini'"],
  ['koffi-in-one-room', 'main/platform/library.ts', "import 'koffi'"],
  ['koffi-in-one-room', 'native/nhi-control/cshis/second.ts', "import 'koffi'"],
  ['serial-ports-in-one-file', 'native/serial-scanner/second.ts', "import '@serialport/bindings-cpp'"],
  ['migrations-are-frozen', 'main/store/migrations/0010-first.ts', "import '../../domain/x.ts'"],
  ['product-needs-no-tests', 'main/app/sim.ts', "import '../../e2e/sim.ts'"],
]

const targets = ['main/domain/x.ts', 'main/store/s.ts', 'renderer/app/z.ts', 'renderer/features/two/b.ts', 'e2e/sim.ts']

describe('the walls', () => {
  let folder = ''
  let found: { readonly from: string; readonly rule: { readonly name: string } }[] = []

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'walls-'))
    for (const [file, source] of [
      ...targets.map((path) => [path, ''] as const),
      ...illegal.map(([, path, text]) => [path, text] as const),
    ]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), `${source}\nexport const here = true\n`)
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
    symlinkSync(join(root, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'))
    const arguments_ = [
      join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
      ...['--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json'],
      ...['main', 'native', 'preload', 'renderer', 'e2e'],
    ]
    const json = execFileSync(process.execPath, arguments_, { cwd: folder, encoding: 'utf8', maxBuffer: 64 << 20 })
    found = JSON.parse(json).summary.violations
  }, 60_000)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(illegal)('%s stops %s', (wall, file) => {
    expect(found.filter((violation) => violation.from === file).map((violation) => violation.rule.name)).toContain(wall)
  })
})
