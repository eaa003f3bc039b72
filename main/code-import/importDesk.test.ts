import { setTimeout } from 'node:timers/promises'
import iconv from 'iconv-lite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImportableSystem, ImportColumns } from '../../preload/contract/codes/codeTables.ts'
import { type CodeConcept, ConceptSchema } from '../domain/tables/codeSystem.ts'
import { editions, seed } from '../store/codes/catalogEditions.ts'
import { byCodes, search } from '../store/codes/catalogRepository.ts'
import { okValue } from '../store/temporaryStore.ts'
import { openTestImport, type TestImport, usualWish, workbookOf } from './testImport.ts'

let test: TestImport

const starter = [
  {
    code: 'AC00000100',
    displayZh: '起始錠',
    displayEn: 'STARTERMOL TABLETS',
    unit: '錠',
    unitPoints: 9,
    usual: { dose: 1, frequency: 'TID', route: 'PO', days: 3 },
  },
  { code: 'AC00000900', displayZh: '', displayEn: 'GONEAMOL', unitPoints: 1 },
].map((concept) => ({ validFrom: '2026-01-01', validTo: null, ...ConceptSchema.parse(concept) }) as CodeConcept)

beforeEach(async () => {
  test = await openTestImport()
  await test.temporary.must((tx) =>
    seed(tx, { system: 'nhi-drug', edition: 'starter', priceBasis: 'official', concepts: starter }),
  )
})
afterEach(() => test.dispose())

const drugHead = ['藥品代號', '藥品英文名稱', '藥品中文名稱', '支付價', '有效起日', '有效迄日'] as const
const drugRows = [
  ['AC00000100', 'STARTERMOL TABLETS', '起始錠', '2.5', '1151101', '9991231'],
  ['AC00000200', 'NEWAMOL "5MG"', '新錠', '1.50', '1151101', ''],
  ['AC00000300', 'OLDAMOL', '舊錠', '3', '1100101', '1141231'],
] as const
const csv = (...rows: readonly (readonly string[])[]): string => rows.map((row) => row.join(',')).join('\r\n')

const choose = async (name: string, content: string | Uint8Array, system: ImportableSystem = 'nhi-drug') => {
  await test.offer(name, content)
  return test.desk.handlers['code-import:choose']({ system })
}
const lookAt = async (...args: Parameters<typeof choose>) => {
  const look = okValue(await choose(...args))
  if (look === null) throw new Error('nothing was chosen')
  return look
}
const preview = (columns: ImportColumns) => test.desk.handlers['code-import:preview']({ ...usualWish, columns })
const run = () => test.desk.handlers['code-import:run']({})
const priceOf = async (code: string, day: string): Promise<number | null | undefined> =>
  (await byCodes(test.temporary.store.db, ['nhi-drug'], [code], day)).get(code)?.unitPoints
const found = async (text: string): Promise<string[]> =>
  (await search(test.temporary.store.db, { systems: ['nhi-drug'], text, day: '2026-11-26', limit: 5 })).map(
    ({ code }) => code,
  )
const drugTable = async () => {
  const tables = okValue(await test.desk.handlers['code-tables:list']({}))
  return tables.find(({ system }) => system === 'nhi-drug')
}

describe('an official file', () => {
  it('is looked at, compared, imported, found, and given back', async () => {
    const look = await lookAt('drugs.csv', csv(drugHead, ...drugRows))
    expect(look).toMatchObject({
      fileName: 'drugs.csv',
      format: 'csv',
      encoding: 'utf-8',
      rows: 3,
      headingLine: 1,
      columns: { code: 0, nameEn: 1, nameZh: 2, points: 3, validFrom: 4, validTo: 5 },
    })
    expect(okValue(await preview(look.columns))).toMatchObject({
      counts: { new: 2, changed: 1, ended: 1, unchanged: 0 },
      refused: 0,
      expired: 1,
      pricesLost: 0,
    })
    expect(await found('newamol')).toEqual([])
    expect(okValue(await run())).toEqual({ system: 'nhi-drug', edition: '115.11', concepts: 5 })
    expect(test.changes).toBe(1)
    expect(await found('newamol')).toEqual(['AC00000200'])
    expect(await found('goneamol')).toEqual([])
    // History stays for visits of its days.
    expect([await priceOf('AC00000100', '2026-10-31'), await priceOf('AC00000100', '2026-11-01')]).toEqual([9, 2.5])
    expect(await priceOf('AC00000900', '2026-10-31')).toBe(1)
    expect(await priceOf('AC00000300', '2024-05-05')).toBe(3)
    // What no official list tells is still known.
    const [usual] = await search(test.temporary.store.db, {
      systems: ['nhi-drug'],
      text: 'startermol',
      day: '2026-11-26',
      limit: 1,
    })
    expect(usual).toMatchObject({ unit: '錠', usual: { frequency: 'TID' } })
    expect(await drugTable()).toMatchObject({
      active: { edition: '115.11', concepts: 5, priceBasis: 'official', sourceFile: 'drugs.csv' },
      previous: { edition: 'starter' },
    })
    okValue(await test.desk.handlers['code-tables:undo']({ system: 'nhi-drug' }))
    expect([await found('newamol'), await found('goneamol')]).toEqual([[], ['AC00000900']])
    expect(await priceOf('AC00000100', '2026-11-26')).toBe(9)
    expect(test.changes).toBe(2)
  })

  it('that changes nothing is another name of the edition, and leaves the one before to go back to', async () => {
    const once = async (name: string): Promise<void> => {
      const look = await lookAt(name, csv(drugHead, ...drugRows))
      okValue(await preview(look.columns))
      expect(okValue(await run())).toMatchObject({ concepts: 5 })
    }
    await once('drugs.csv')
    const written = await editions(test.temporary.store.db)
    await once('again.csv')
    expect(await editions(test.temporary.store.db)).toEqual(
      written.map((one) => (one.state === 'active' ? { ...one, sourceFile: 'again.csv' } : one)),
    )
    okValue(await test.desk.handlers['code-tables:undo']({ system: 'nhi-drug' }))
    expect(await found('goneamol')).toEqual(['AC00000900'])
  })

  it('of changes alone is told as official, and no made-up price stays beside its own', async () => {
    const made = starter.map((concept) => ({ ...concept, unitPoints: 7 }))
    await test.temporary.must((tx) =>
      seed(tx, { system: 'nhi-drug', edition: 'starter 2', priceBasis: 'demonstration', concepts: made }),
    )
    const look = await lookAt('changes.csv', csv(drugHead, drugRows[1]))
    const wish = { ...usualWish, whole: false, columns: look.columns }
    expect(okValue(await test.desk.handlers['code-import:preview'](wish))).toMatchObject({
      counts: { new: 1, changed: 2, ended: 0 },
      pricesLost: 2,
    })
    okValue(await run())
    expect(await drugTable()).toMatchObject({ active: { priceBasis: 'official' } })
    expect(await priceOf('AC00000200', '2026-11-26')).toBe(1.5)
    expect(await priceOf('AC00000900', '2026-11-26')).toBeNull()
  })

  it('in Big5 is read as such', async () => {
    const look = await lookAt('drugs.csv', iconv.encode(csv(drugHead, ...drugRows), 'cp950'))
    expect(look).toMatchObject({ encoding: 'big5', columns: { code: 0, nameZh: 2 } })
    expect(look.sample[0]).toContain('起始錠')
  })

  it('as UTF-16 text of a spreadsheet is read as such', async () => {
    const text = [drugHead, ...drugRows].map((row) => row.join('\t')).join('\r\n')
    expect(await lookAt('drugs.txt', iconv.encode(text, 'utf16le', { addBOM: true }))).toMatchObject({
      encoding: 'utf-16',
      format: 'tsv',
      rows: 3,
      columns: { code: 0, validTo: 5 },
    })
  })

  it('as a workbook is read with its numbers and lines', async () => {
    const rows = [
      ['健保用藥品項'],
      [...drugHead],
      ['AC00000200', 'NEWAMOL', '新錠', 0.1 + 0.2, '1151101', ''],
      ['bad', 'X', '', 1, '', ''],
    ]
    const look = await lookAt('drugs.xlsx', workbookOf(rows))
    expect(look).toMatchObject({ format: 'xlsx', encoding: null, headingLine: 2, rows: 2 })
    expect(okValue(await preview(look.columns))).toMatchObject({
      counts: { new: 1 },
      refusals: [{ line: 4, code: 'bad', reason: 'code' }],
    })
    okValue(await run())
    expect(await priceOf('AC00000200', '2026-11-26')).toBe(0.3)
  })

  it('as a workbook whose formulas failed says so of each row, and takes no price or name for missing', async () => {
    const rows = [
      [...drugHead],
      ['AC00000200', 'NEWAMOL', '新錠', '#REF!', '1151101', ''],
      ['AC00000300', 'THIRDAMOL', '#N/A', 2, '1151101', ''],
      ['AC00000400', 'FOURTHAMOL', '第四錠', 3, '#VALUE!', ''],
      ['AC00000500', 'FIFTHAMOL', '第五錠', 4, '1151101', ''],
    ]
    const look = await lookAt('drugs.xlsx', workbookOf(rows))
    expect(okValue(await preview(look.columns))).toMatchObject({
      counts: { new: 1 },
      refusals: [
        { line: 2, code: 'AC00000200', reason: 'points' },
        { line: 3, code: 'AC00000300', reason: 'name' },
        { line: 4, code: 'AC00000400', reason: 'date' },
      ],
    })
  })

  it('as a workbook is read from the sheet that holds the list', async () => {
    const look = await lookAt(
      'drugs.xlsx',
      workbookOf(
        [['說明'], ['藥品名稱以公告為準']],
        [[...drugHead], ['AC00000200', 'NEWAMOL', '新錠', 1.5, '1151101', '']],
      ),
    )
    expect(look).toMatchObject({ headingLine: 1, rows: 1, columns: { code: 0, nameEn: 1, points: 3 } })
  })

  it('without headings of its own is taken by the columns a person names', async () => {
    const look = await lookAt('list.csv', csv(['AC00000200', 'NEWAMOL', '1.5'], ['AC00000300', 'THIRDAMOL', '2']))
    expect(look.columns).toEqual({})
    expect(await preview(look.columns)).toMatchObject({
      ok: false,
      error: { code: 'TABLE_COLUMNS_MISSING', details: { missing: 'code nameZh' } },
    })
    expect(okValue(await preview({ code: 0, nameEn: 1, points: 2 }))).toMatchObject({ counts: { new: 2 } })
  })
})

describe('bad data', () => {
  it.each([
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'TABLE_FILE_UNREADABLE'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 1]), 'TABLE_FILE_UNREADABLE'],
    ['a broken workbook', workbookOf([['a']]).subarray(0, 300), 'TABLE_FILE_UNREADABLE'],
    ['an archive of something else', Buffer.from('PK\x03\x04 nothing'), 'TABLE_FILE_UNREADABLE'],
    ['nothing', '', 'TABLE_EMPTY'],
  ])('%s is refused', async (_, content, code) => {
    expect(await choose('file.csv', content)).toMatchObject({ ok: false, error: { code } })
  })

  it('lines of another encoding are refused by their number, and the others read', async () => {
    const line = (code: string, name: string): string => `${code},X,${name},1,1151101,\r\n`
    const content = Buffer.concat([
      iconv.encode(`${drugHead.join(',')}\r\n${line('AC00000200', '範例新錠')}`, 'cp950'),
      Buffer.from(line('AC00000300', '別的編碼')),
      iconv.encode(line('AC00000400', '第四錠'), 'cp950'),
    ])
    const look = await lookAt('mixed.csv', content)
    expect(look.encoding).toBe('big5')
    expect(okValue(await preview(look.columns))).toMatchObject({
      counts: { new: 2 },
      refused: 1,
      refusals: [{ line: 3, code: 'AC00000300', reason: 'encoding' }],
    })
  })

  it('codes that come twice are refused by their line, and the first counts', async () => {
    const again = ['AC00000200', 'OTHER', '', '7', '1160101', ''] as const
    const look = await lookAt('twice.csv', csv(drugHead, ...drugRows, again))
    expect(okValue(await preview(look.columns))?.refusals).toEqual([{ line: 5, code: 'AC00000200', reason: 'twice' }])
    okValue(await run())
    expect(await priceOf('AC00000200', '2027-02-01')).toBe(1.5)
  })

  it('a file of another table has no row that fits', async () => {
    const look = await lookAt('icd.csv', csv(['代碼', '中文名稱'], ['J06.9', '急性上呼吸道感染']))
    expect(await preview(look.columns)).toMatchObject({
      ok: false,
      error: { code: 'TABLE_EMPTY', details: { line: 2, reason: 'code' } },
    })
  })

  it('a million lines are read, with progress, and only the first of the refused are listed', async () => {
    const lines = `${drugHead.join(',')}\n${csv(...drugRows)}\r\n${'AC00000200,AGAIN,,1,1151101,\n'.repeat(1_000_000)}`
    const look = await lookAt('long.csv', lines)
    expect(look.rows).toBe(1_000_003)
    const seen = okValue(await preview(look.columns))
    expect(seen).toMatchObject({ counts: { new: 2 }, refused: 1_000_000 })
    expect(seen?.refusals).toHaveLength(200)
    expect(test.progress.filter(({ step }) => step === 'read').length).toBeGreaterThan(20)
  })

  it('a preview that nobody asked a file for, and an import nobody has looked at, are not found', async () => {
    expect(await preview({ code: 0 })).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
    await lookAt('drugs.csv', csv(drugHead, ...drugRows))
    expect(await run()).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  })
})

describe('an import that does not come to its end', () => {
  const many = csv(
    drugHead,
    ...Array.from({ length: 20_000 }, (_, index) => [
      `B${String(index).padStart(9, '0')}`,
      `MANYMOL ${index}`,
      '',
      '2',
      '1151101',
      '',
    ]),
  )
  const planned = async (): Promise<void> => {
    const look = await lookAt('many.csv', many)
    okValue(await preview(look.columns))
  }

  it('leaves the edition before whole when it is cancelled while it writes, and the next one clears up', async () => {
    await planned()
    test.onProgress = ({ step, percent }) => {
      if (step === 'write' && percent > 20) void test.desk.handlers['code-import:cancel']({})
    }
    expect(okValue(await run())).toBeNull()
    expect(await drugTable()).toMatchObject({ active: { edition: 'starter' }, previous: null })
    expect([await found('startermol'), await found('manymol')]).toEqual([['AC00000100'], []])
    test.onProgress = () => undefined
    const look = await lookAt('drugs.csv', csv(drugHead, ...drugRows))
    okValue(await preview(look.columns))
    okValue(await run())
    const rows = await test.temporary.store.db.selectFrom('catalog_concept').select('code').execute()
    expect(rows).toHaveLength(2 + 5)
  })

  it('leaves the edition before whole when its process crashes while it writes', async () => {
    await planned()
    test.onProgress = ({ step, percent }) => {
      if (step === 'write' && percent > 20) test.crash()
    }
    expect(await run()).toMatchObject({ ok: false, error: { code: 'IMPORT_FAILED', details: { problem: 'gone' } } })
    expect(await drugTable()).toMatchObject({ active: { edition: 'starter' }, previous: null })
    expect(test.changes).toBe(0)
  })

  it.each([
    ['stopped', () => test.desk.handlers['code-import:cancel']({})],
    ['crashed', () => test.crash()],
  ])('is over, and told so, when it is %s behind the last moment', async (_, stop) => {
    await planned()
    okValue(await run())
    const bringIn = async (name: string, price: string) => {
      const row = ['AC00000200', 'NEWAMOL', '新錠', price, '1151101', '']
      const look = await lookAt(name, csv(drugHead, row))
      okValue(await preview(look.columns))
      return okValue(await run())
    }
    await bringIn('second.csv', '2')
    // Now the edition of many codes has to be cleared away.
    test.onProgress = ({ step }) => {
      if (step === 'tidy') void stop()
    }
    expect(await bringIn('third.csv', '3')).toMatchObject({ system: 'nhi-drug' })
    expect(test.changes).toBe(3)
    expect(await drugTable()).toMatchObject({
      active: { sourceFile: 'third.csv' },
      previous: { sourceFile: 'second.csv' },
    })
    expect(await priceOf('AC00000200', '2026-11-26')).toBe(3)
  })

  it('lets the desk write meanwhile', async () => {
    await planned()
    const waits: number[] = []
    const writing = run()
    let isOver = false
    void writing.finally(() => {
      isOver = true
    })
    while (!isOver) {
      const at = performance.now()
      await test.temporary.must((tx) =>
        tx
          .insertInto('preference')
          .values({ key: `k${waits.length}`, value: '1' })
          .execute(),
      )
      waits.push(performance.now() - at)
      await setTimeout(5)
    }
    expect(okValue(await writing)?.concepts).toBe(20_002)
    expect(waits.length).toBeGreaterThan(3)
    expect(Math.max(...waits)).toBeLessThan(3_000)
  })

  it('is not begun beside another', async () => {
    await planned()
    const first = run()
    expect(await run()).toMatchObject({ ok: false, error: { code: 'CONFLICT' } })
    expect(await test.desk.handlers['code-tables:undo']({ system: 'nhi-drug' })).toMatchObject({
      ok: false,
      error: { code: 'CONFLICT' },
    })
    expect(okValue(await first)?.concepts).toBe(20_002)
  })
})
