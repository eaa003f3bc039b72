import { describe, expect, it } from 'vitest'
import { isHeldTooLong, isMeantForBefore } from './slips.ts'

const held = (key: string, over: { ctrlKey?: boolean; keyCode?: number; isComposing?: boolean } = {}) => ({
  key,
  ctrlKey: false,
  keyCode: 0,
  isComposing: false,
  ...over,
})

describe('a key that is held', () => {
  it.each(['Enter', 'Escape', 'F2', 'F9', 'F12'])('%s is one press', (key) => {
    expect(isHeldTooLong(held(key), false)).toBe(true)
  })

  it.each(['a', '1', 'Backspace', 'Delete', 'ArrowDown', 'PageDown', 'Tab', 'F', ' '])('%s goes on', (key) => {
    expect(isHeldTooLong(held(key), false)).toBe(false)
  })

  it('begins line after line where it was pressed in that text, and nothing else', () => {
    expect(isHeldTooLong(held('Enter'), true)).toBe(false)
    expect(isHeldTooLong(held('Enter', { ctrlKey: true }), true)).toBe(true)
    expect(isHeldTooLong(held('Escape'), true)).toBe(true)
  })

  it('belongs to the input method that composes', () => {
    expect(isHeldTooLong(held('Enter', { isComposing: true }), false)).toBe(false)
    expect(isHeldTooLong(held('Escape', { keyCode: 229 }), false)).toBe(false)
  })
})

describe('the second click of a double click', () => {
  const one = { button: 'F2', words: '叫下一位' }

  it('is a second press of a button that is what it was', () => {
    expect(isMeantForBefore(2, one, { ...one })).toBe(false)
  })

  it.each([
    ['another button', { button: 'F3', words: '叫下一位' }],
    ['another meaning', { button: 'F2', words: '完診' }],
    ['no button any more', { button: null, words: '' }],
  ])('was not meant for %s', (_, met) => {
    expect(isMeantForBefore(2, one, met)).toBe(true)
    expect(isMeantForBefore(3, one, met)).toBe(true)
  })

  it('was not meant for a button that has come under it', () => {
    expect(isMeantForBefore(2, { button: null, words: '' }, one)).toBe(true)
  })

  it('on a row is the row’s, whatever stands on it by then', () => {
    expect(isMeantForBefore(2, { button: null, words: '' }, { button: null, words: 'x' })).toBe(false)
  })

  it('is no second one where somebody clicks anew', () => {
    expect(isMeantForBefore(1, one, { button: 'F3', words: '' })).toBe(false)
    expect(isMeantForBefore(2, null, one)).toBe(false)
  })
})
