import { describe, expect, it } from 'vitest'
import { verdictOn } from './acceptCodes.ts'
import { chooseCode, type FoundCode, fieldOf } from './codes.ts'

const token = (letter: string): string => `NHIVC2.${letter.repeat(40)}`
const codeAt = (text: string, x: number, y: number, isText = true): FoundCode => ({
  text,
  isText,
  corners: [
    { x, y },
    { x: x + 10, y },
    { x: x + 10, y: y + 10 },
    { x, y: y + 10 },
  ],
})

describe('chooseCode', () => {
  it('finds nothing in nothing', () => {
    expect(chooseCode([])).toEqual({ kind: 'none' })
  })

  it('takes the one that can be meant among others', () => {
    const codes = [codeAt('https://example.org/', 0, 0), codeAt(` ${token('a')}\n`, 50, 0), codeAt('WIFI:S:x;;', 90, 0)]
    expect(chooseCode(codes)).toEqual({ kind: 'one', text: token('a') })
  })

  it('takes the same text twice for one code', () => {
    expect(chooseCode([codeAt(token('a'), 0, 0), codeAt(token('a'), 50, 0)])).toEqual({ kind: 'one', text: token('a') })
  })

  it('says why when none can be meant, by the first', () => {
    const codes = [codeAt('289012345678901234', 0, 0), codeAt('https://example.org/', 50, 0)]
    expect(chooseCode(codes)).toEqual({ kind: 'refused', reason: 'payment' })
    expect(chooseCode([codeAt('', 0, 0, false)])).toEqual({ kind: 'refused', reason: 'binary' })
  })

  it('asks when several could be meant', () => {
    const [left, right] = [codeAt(token('a'), 0, 0), codeAt(token('b'), 50, 0)]
    expect(chooseCode([left, right])).toEqual({
      kind: 'ask',
      codes: [
        { code: left, text: token('a') },
        { code: right, text: token('b') },
      ],
    })
  })
})

describe('fieldOf', () => {
  it.each([
    [0, 0, 'top-left'],
    [45, 0, 'top-centre'],
    [90, 45, 'middle-right'],
    [45, 45, 'middle-centre'],
    [0, 90, 'bottom-left'],
  ])('%i, %i → %s', (x, y, field) => {
    expect(fieldOf(codeAt(token('a'), x, y), 100, 100)).toBe(field)
  })
})

describe('verdictOn', () => {
  it('judges several screens together and tells where each code lies', () => {
    const screens = [
      { codes: [codeAt(token('c'), 90, 90), codeAt(token('a'), 0, 0)], width: 100, height: 100 },
      { codes: [codeAt(token('b'), 190, 90)], width: 200, height: 100 },
    ]
    expect(verdictOn(screens)).toEqual({
      kind: 'ask',
      candidates: [
        { text: token('a'), field: 'top-left', picture: 0 },
        { text: token('c'), field: 'bottom-right', picture: 0 },
        { text: token('b'), field: 'bottom-right', picture: 1 },
      ],
    })
  })

  it('passes one code, a refusal, and nothing', () => {
    const screen = (...codes: FoundCode[]) => [{ codes, width: 100, height: 100 }]
    expect(verdictOn(screen(codeAt(token('a'), 0, 0)))).toEqual({ kind: 'scanned', text: token('a') })
    expect(verdictOn(screen(codeAt('tel:119', 0, 0)))).toEqual({ kind: 'refused', reason: 'contact' })
    expect(verdictOn(screen())).toEqual({ kind: 'none' })
  })
})
