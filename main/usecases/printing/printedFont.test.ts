import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fontCoverage, notInFont } from './printedFont.ts'

const root = resolve(import.meta.dirname, '..', '..', '..')
const styles = readFileSync(resolve(root, 'node_modules/@fontsource-variable/noto-sans-tc/index.css'), 'utf8')

describe('what the font covers', () => {
  it.each([
    ['@font-face{unicode-range:U+4E00}', [0x4e00], [0x4dff, 0x4e01]],
    ['@font-face { unicode-range: U+61-7a, u+4e0?; }', [0x61, 0x7a, 0x4e00, 0x4e0f], [0x60, 0x7b, 0x4e10]],
    ['a{color:#000}', [], [0x61]],
  ])('%s', (text, inside, outside) => {
    const covers = fontCoverage(text)
    expect(inside.map(covers)).toEqual(inside.map(() => true))
    expect(outside.map(covers)).toEqual(outside.map(() => false))
  })

  it('knows the words of the documents themselves, and names with rare characters that are in it', () => {
    const covers = fontCoverage(styles)
    for (const kind of ['receipt', 'medicine-bag', 'prescription', 'certificate', 'referral', 'queue-ticket'])
      expect(notInFont(readFileSync(resolve(root, 'resources/templates', `${kind}.html`), 'utf8'), covers)).toEqual([])
    expect(notInFont('游錫堃　陳喆　Lin, Shì-ān 120.5 mg/dL', covers)).toEqual([])
  })

  it('names what it doesn’t have, each once: beyond the first plane, of the extensions, and made by a PC for itself', () => {
    expect(notInFont('林𠮷㛢\u{e0fe}\u{fe00}𠮷安\n', fontCoverage(styles))).toEqual(['𠮷', '㛢', '\u{e0fe}'])
  })
})
