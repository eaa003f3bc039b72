import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { enterWalks } from '../features/cashier/enterWalks.ts'
import { useSheetKeys } from '../features/consultation/orders/useSheetKeys.ts'
import { walkOnEnter } from '../features/patients/enterWalk.ts'
import { onEnter } from '../features/settings/store-care/Pane.tsx'
import { shortcutOf } from './keyboard.ts'

const keys = ['Enter', 'Escape', 'Tab', 'Delete', 'ArrowDown', 'ArrowLeft', 'F2', 'F9', 'k', 'z', 'b', 'Process']

/** Any key with any modifier, as it is heard while an input method composes: some engines say so, others send 229. */
const composing = fc
  .record({
    key: fc.constantFrom(...keys),
    ctrlKey: fc.boolean(),
    altKey: fc.boolean(),
    shiftKey: fc.boolean(),
    metaKey: fc.boolean(),
    says: fc.constantFrom({ isComposing: true, keyCode: 13 }, { isComposing: false, keyCode: 229 }),
  })
  .map(({ says, ...press }) => ({ ...press, ...says, code: press.key }))

const handlers: readonly [string, (acted: () => void) => (event: never) => void][] = [
  ['the walk of a form', (acted) => (event) => walkOnEnter(event, acted)],
  ['the walk of the till', (acted) => (event) => enterWalks(event, acted)],
  ['the key of a single box', (acted) => onEnter(acted)],
  [
    'the sheet of orders',
    (acted) =>
      useSheetKeys({
        orders: [],
        active: { row: 0, column: 'code' },
        needsQuantity: () => false,
        goTo: acted,
        remove: acted,
        undo: () => {
          acted()
          return true
        },
        mark: acted,
      }),
  ],
]

it.each(handlers)('%s does nothing while somebody composes', (_, handlerOf) => {
  fc.assert(
    fc.property(composing, (press) => {
      const acted = vi.fn()
      const event = {
        ...press,
        nativeEvent: press,
        preventDefault: acted,
        stopPropagation: acted,
        currentTarget: {},
        target: {},
      }
      handlerOf(acted)(event as never)
      expect(acted).not.toHaveBeenCalled()
    }),
  )
})

it('no shortcut is heard while somebody composes', () => {
  fc.assert(
    fc.property(composing, (press) => {
      expect(shortcutOf(press)).toBe(null)
    }),
  )
})

/** What hears keys of its own and is no field: on its buttons, lists and dividers nothing can be composed. */
const withoutFields = [
  'app/useShortcuts.ts', // asks by shortcutOf
  'features/appointments/AppointmentsScreen.tsx', // passes fields by
  'features/consultation/note/DiagnosisList.tsx',
  'features/reports/ReportGrid.tsx',
  'ui/Rows.tsx',
  'ui/SplitPanes.tsx',
  'ui/fields/HeldNationalId.tsx',
  'ui/fields/Select.tsx',
]

it('whatever else hears keys asks first whether they belong to an input method', () => {
  const root = join(import.meta.dirname, '..')
  const unasked = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|^dev\//.test(name))
    .filter((name) => {
      const text = readFileSync(join(root, name), 'utf8')
      const hears =
        /KeyboardEvent|onKeyDown=\{\(|addEventListener\('key/.test(text) &&
        /\bkey\b.*(===|!==|\[)|\[event\.key\]/.test(text)
      return hears && !text.includes('belongsToInputMethod(')
    })
  expect(unasked.sort()).toEqual(withoutFields)
})
