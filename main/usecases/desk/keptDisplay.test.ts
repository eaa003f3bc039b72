import { afterEach, beforeEach, expect, it } from 'vitest'
import { okValue } from '../../store/temporaryStore.ts'
import { openTestDesk, type TestDesk } from '../testDesk.ts'
import { type DisplaySwitch, reopenDisplay, switchDisplay } from './keptDisplay.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const display = (hasScreen: boolean): DisplaySwitch => {
  let isOpen = false
  return {
    current: () => ({ isOpen, hasOwnScreen: isOpen && hasScreen }),
    switchTo: async (wanted) => {
      isOpen = wanted
    },
    openOnScreen: async () => {
      isOpen ||= hasScreen
    },
  }
}
const opensAfterRestart = async (hasScreen: boolean): Promise<boolean> => {
  const fresh = display(hasScreen)
  await reopenDisplay(desk.context.store, fresh)
  return fresh.current().isOpen
}

it('stands open again after a start if it stood open before', async () => {
  const { store } = desk.context
  const before = display(false)
  expect(await opensAfterRestart(false)).toBe(false)
  expect(okValue(await switchDisplay(store, before, true))).toMatchObject({ isOpen: true })
  expect(await opensAfterRestart(false)).toBe(true)
  expect(okValue(await switchDisplay(store, before, false))).toMatchObject({ isOpen: false })
  expect(await opensAfterRestart(false)).toBe(false)
})

it('waits for its screen where it had one, and does not cover the desk meanwhile', async () => {
  okValue(await switchDisplay(desk.context.store, display(true), true))
  expect(await opensAfterRestart(false)).toBe(false)
  expect(await opensAfterRestart(true)).toBe(true)
})

it('is not closed by a start that finds it open already', async () => {
  const { store } = desk.context
  const open = display(false)
  await switchDisplay(store, open, true)
  await reopenDisplay(store, open)
  expect(open.current().isOpen).toBe(true)
})
