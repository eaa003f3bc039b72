import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { callClips, numberClips } from './voiceClips.ts'

it.each([
  [1, '1'],
  [10, 'ten'],
  [12, 'ten 2'],
  [20, '2 ten'],
  [35, '3 ten 5'],
  [100, '1 hundred'],
  [103, '1 hundred 0 3'],
  [110, '1 hundred 1 ten'],
  [215, '2 hundred 1 ten 5'],
  [1024, '1 0 2 4'],
])('reads %i', (number, clips) => {
  expect(numberClips(number).join(' ')).toBe(clips)
})

it.each([
  ['一診', 'bell please 7 number to 1 room'],
  ['第 12 診間', 'bell please 7 number to ten 2 room'],
  ['三樓十二診', 'bell please 7 number to ten 2 room'],
  ['小兒科', 'bell please 7 number to room'],
])('calls to %s', (room, clips) => {
  expect(callClips(7, room).join(' ')).toBe(clips)
})

it('has a clip for everything it may say', () => {
  const folder = resolve(import.meta.dirname, '..', '..', '..', 'resources', 'sounds', 'voice')
  const said = new Set(Array.from({ length: 999 }, (_, index) => callClips(index + 1, '一診')).flat())
  for (const clip of said) expect(existsSync(resolve(folder, `${clip}.wav`)), clip).toBe(true)
})
