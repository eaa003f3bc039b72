import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { delimitedText, eachRow } from './delimitedText.ts'

const rowsOf = (text: string): [number, readonly string[]][] =>
  [...eachRow(text)].map(({ line, cells }) => [line, cells])

describe('rows of a table', () => {
  it.each([
    [
      'tabs, where quotes are ordinary',
      'a\tb\n1\t"2\n',
      [
        [1, ['a', 'b']],
        [2, ['1', '"2']],
      ],
    ],
    [
      'tabs below a title and an empty row',
      '藥品\n\na\tb\n1\t2, 3\n',
      [
        [1, ['藥品']],
        [3, ['a', 'b']],
        [4, ['1', '2, 3']],
      ],
    ],
    [
      'commas, with a tab in a cell',
      'a,b\n1\t2,3\n4,5\n',
      [
        [1, ['a', 'b']],
        [2, ['1\t2', '3']],
        [3, ['4', '5']],
      ],
    ],
    [
      'commas and quotes',
      'a,b\r\n"1,""x"" y",2\r\n',
      [
        [1, ['a', 'b']],
        [2, ['1,"x" y', '2']],
      ],
    ],
    [
      'a cell of two lines',
      'a,b\r\n"1\r\n2",3\r\n4,5',
      [
        [1, ['a', 'b']],
        [2, ['1\r\n2', '3']],
        [4, ['4', '5']],
      ],
    ],
    [
      'a byte-order mark and empty rows',
      '\uFEFFa,b\n\n , \n1,2',
      [
        [1, ['a', 'b']],
        [4, ['1', '2']],
      ],
    ],
    [
      'old line breaks',
      'a,b\r1,2\r',
      [
        [1, ['a', 'b']],
        [2, ['1', '2']],
      ],
    ],
    [
      'words behind a quote',
      'a,b\n"5" tube,2\n',
      [
        [1, ['a', 'b']],
        [2, ['5 tube', '2']],
      ],
    ],
    [
      'a quote that is never closed',
      `a,b\n"5,2\n3,4\n${'x'.repeat(20_000)},1`,
      [
        [1, ['a', 'b']],
        [2, ['"5', '2']],
        [3, ['3', '4']],
        [4, ['x'.repeat(20_000), '1']],
      ],
    ],
    ['nothing', '', []],
  ] as const)('%s', (_, text, rows) => {
    expect(rowsOf(text)).toEqual(rows)
  })

  it('are read back as they were written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '中', '"', ',', '\n', ' ', '1') }).map((text) => `k${text}`)
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 }), (rows) => {
        expect(rowsOf(delimitedText(rows)).map(([, cells]) => cells)).toEqual(rows)
      }),
    )
  })

  it('of a million lines are read in one go, and not in a square of it', () => {
    const text = 'AC00000100,"NAME, 5MG",1.5\n'.repeat(1_000_000)
    let last = 0
    for (const { line } of eachRow(text)) last = line
    expect(last).toBe(1_000_000)
  })
})

describe('a table for a spreadsheet', () => {
  it.each([
    ['=SUM(A1:A9)', "'=SUM(A1:A9)"],
    ['+886912345678', "'+886912345678"],
    ['@here', "'@here"],
    ['-1+1', "'-1+1"],
    ['＝1+1', "'＝1+1"],
    ['＠here', "'＠here"],
    ['\n=1+1', `"'\n=1+1"`],
    ['-500', '-500'],
    ['-0.5', '-0.5'],
    ['1,250', '"1,250"'],
    ['say "ah"', '"say ""ah"""'],
    ['林示安', '林示安'],
  ])('has %s as %s', (cell, written) => {
    expect(delimitedText([['first', cell]])).toBe(`\uFEFFfirst,${written}\r\n`)
  })
})
