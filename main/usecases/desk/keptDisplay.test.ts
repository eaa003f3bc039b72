import { afterEach, beforeEach, expect, it } from 'vitest'
import { okValue } from '../../store/temporaryStore.ts'
import { openTestDesk, type TestDesk } from '../testDesk.ts'
import { type DisplaySwitch, reopenDisplay, toggleDisplay } from './keptDisplay.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const display = (): DisplaySwitch => {
  let isOpen = false
  return {
    current: () => ({ isOpen, hasOwnScreen: true }),
    toggle: async () => {
      isOpen = !isOpen
    },
  }
}
const afterRestart = async (): Promise<boolean> => {
  const fresh = display()
  await reopenDisplay(desk.context.store, fresh)
  return fresh.current().isOpen
}

it('stands open again after a start if it stood open before', async () => {
  const { store } = desk.context
  const before = display()
  expect(await afterRestart()).toBe(false)
  expect(okValue(await toggleDisplay(store, before))).toMatchObject({ isOpen: true })
  expect(await afterRestart()).toBe(true)
  expect(okValue(await toggleDisplay(store, before))).toMatchObject({ isOpen: false })
  expect(await afterRestart()).toBe(false)
})

it('is not closed by a start that finds it open already', async () => {
  const { store } = desk.context
  const open = display()
  await toggleDisplay(store, open)
  await reopenDisplay(store, open)
  expect(open.current().isOpen).toBe(true)
})
