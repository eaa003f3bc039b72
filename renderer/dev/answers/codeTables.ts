import type { CodeTable, FileLook, ImportPreview } from '../../../preload/contract/codes/codeTables.ts'
import fixtures from '../fixtures.json'
import type { Handlers } from '../world.ts'
import { instant } from '../world.ts'

type Edition = NonNullable<CodeTable['active']>

const edition = (given: Partial<Edition>): Edition => ({
  edition: '2023 (starter)',
  concepts: 417,
  priceBasis: 'none',
  validFrom: null,
  sourceFile: '',
  importedAt: null,
  ...given,
})

const tables = (): CodeTable[] => [
  { system: 'icd-10-cm', active: edition({}), previous: null },
  {
    system: 'nhi-drug',
    active: edition({
      edition: fixtures.codeTable.edition,
      concepts: 45_124,
      priceBasis: 'official',
      sourceFile: fixtures.codeTable.file,
      importedAt: instant(-86_400_000) as never,
    }),
    previous: edition({ edition: '115.07 (starter)', concepts: 325, priceBasis: 'demonstration' }),
  },
  {
    system: 'nhi-procedure',
    active: edition({ edition: '106.05.01', concepts: 232, priceBasis: 'official' }),
    previous: null,
  },
  { system: 'nhi-material', active: null, previous: null },
  { system: 'nhi-institution', active: null, previous: null },
]

const look = (system: FileLook['system']): FileLook => ({
  system,
  fileName: fixtures.codeTable.file,
  bytes: 3_412_005,
  format: 'csv',
  encoding: 'big5',
  rows: 45_126,
  headingLine: 1,
  headings: fixtures.codeTable.headings,
  columns: { code: 0, nameEn: 1, nameZh: 2, points: 3, validFrom: 4, validTo: 5 },
  sample: [fixtures.codeTable.row],
})

const preview = (): ImportPreview => ({
  counts: { new: 182, changed: 3_041, ended: 77, unchanged: 41_824 },
  refused: 2,
  expired: 1_204,
  pricesLost: 12,
  pricesOlder: 31,
  changes: Array.from({ length: 40 }, (_, index) => ({
    kind: (['changed', 'ended', 'new'] as const)[index % 3] ?? 'new',
    code: `AC${String(index).padStart(5, '0')}100`,
    name: `SAMPLEMOL TABLETS ${index}MG`,
    before: index % 3 === 2 ? null : 1.5 + index,
    after: index % 3 === 1 ? null : 2 + index,
    day: '2026-11-01' as never,
  })),
  refusals: [
    { line: 1205, code: 'AC0000', reason: 'code' },
    { line: 40_001, code: 'AC00000100', reason: 'twice' },
  ],
})

type TableNames = Extract<keyof Handlers, `${'code-tables' | 'code-import'}:${string}`>

/** The pretend answers of the code tables. */
export const codeTableHandlers: Pick<Handlers, TableNames> = {
  'code-tables:list': () => tables(),
  'code-tables:undo': () => tables(),
  'code-import:choose': (_, { system }) => look(system),
  'code-import:preview': () => preview(),
  'code-import:run': () => ({ system: 'nhi-drug', edition: fixtures.codeTable.edition, concepts: 45_306 }),
  'code-import:cancel': () => ({}),
}
