import { describe, expect, it } from 'vitest'
import { type KeyPress, shortcutOf } from './keyboard.ts'

const press = (change: Partial<KeyPress>): KeyPress => ({
  key: '',
  code: '',
  keyCode: 0,
  isComposing: false,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...change,
})

describe('shortcuts', () => {
  it.each([
    [{ key: 'F2', code: 'F2' }, 'F2'],
    [{ key: 'F12', code: 'F12' }, 'F12'],
    [{ key: 'Escape', code: 'Escape' }, 'Escape'],
    [{ key: 'Enter', code: 'Enter', ctrlKey: true }, 'Ctrl+Enter'],
    [{ key: '3', code: 'Digit3', ctrlKey: true }, 'Ctrl+3'],
    [{ key: '3', code: 'Numpad3', ctrlKey: true }, 'Ctrl+3'],
    [{ key: 'k', code: 'KeyK', ctrlKey: true }, 'Ctrl+K'],
    [{ key: 'ㄜ', code: 'KeyK', ctrlKey: true }, 'Ctrl+K'],
    [{ key: 'Delete', code: 'Delete', ctrlKey: true }, 'Ctrl+Delete'],
    [{ key: 'PageDown', code: 'Numpad3', ctrlKey: true }, 'Ctrl+PageDown'],
  ])('%j is %s', (change, name) => {
    expect(shortcutOf(press(change))).toBe(name)
  })

  it.each([
    [{ key: 'Enter', code: 'Enter' }],
    [{ key: 'k', code: 'KeyK' }],
    [{ key: 'Delete', code: 'Delete' }],
    [{ key: 'F2', code: 'F2', altKey: true }],
    [{ key: 'Home', code: 'Numpad7', ctrlKey: true }],
    [{ key: 'ArrowLeft', code: 'Numpad4', ctrlKey: true }],
    [{ key: 'k', code: 'KeyK', ctrlKey: true, shiftKey: true }],
    [{ key: '3', code: 'Digit3', ctrlKey: true, altKey: true }],
  ])('%j is none', (change) => {
    expect(shortcutOf(press(change))).toBeNull()
  })

  it('leaves every key to an input method that is composing', () => {
    for (const code of ['F2', 'Escape', 'Enter', 'KeyK']) {
      expect(shortcutOf(press({ key: code, code, ctrlKey: true, isComposing: true }))).toBeNull()
      expect(shortcutOf(press({ key: 'Process', code, ctrlKey: true, keyCode: 229 }))).toBeNull()
    }
  })
})
