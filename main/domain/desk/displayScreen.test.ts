import { expect, it } from 'vitest'
import { afterScreens, type DisplayStanding } from './displayScreen.ts'

const closed: DisplayStanding = { isOpen: false, screenId: null, isAwaited: false }
const onScreen: DisplayStanding = { isOpen: true, screenId: 7, isAwaited: false }
const windowed: DisplayStanding = { isOpen: true, screenId: null, isAwaited: false }

it.each<[string, DisplayStanding, readonly number[], ReturnType<typeof afterScreens>]>([
  ['stays where it is', onScreen, [7], { do: 'stay' }],
  ['leaves when its screen has gone, before it covers the desk', onScreen, [], { do: 'close' }],
  ['moves to another screen in the place of its own', onScreen, [9], { do: 'move', on: 9 }],
  ['comes back with its screen', { ...closed, isAwaited: true }, [7], { do: 'open', on: 7 }],
  ['goes on waiting for it', { ...closed, isAwaited: true }, [], { do: 'stay' }],
  ['is not opened by a screen that nobody asked it for', closed, [7], { do: 'stay' }],
  ['stays a window on the desk’s own screen', windowed, [7], { do: 'stay' }],
  ['stays one without any other', windowed, [], { do: 'stay' }],
])('%s', (_what, standing, others, step) => {
  expect(afterScreens(standing, others)).toEqual(step)
})
