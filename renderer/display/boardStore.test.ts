import { expect, it } from 'vitest'
import type { DisplayBoard } from '../../preload/contract/visit/queue.ts'
import { callToSpeak } from './boardStore.ts'

const call = (number: number, calledAt: number): NonNullable<DisplayBoard['called']> => ({
  number,
  maskedName: '林○安',
  roomName: '一診',
  callId: `${number}-${calledAt}`,
  calledAt,
  clips: ['bell'],
})

it('speaks a call that is newer than every one before it', () => {
  expect(callToSpeak(0, call(1, 100))).toMatchObject({ number: 1 })
  expect(callToSpeak(100, call(1, 150))).toMatchObject({ number: 1 })
})

it('does not call an earlier patient again when the last call is taken off the list', () => {
  expect(callToSpeak(200, call(1, 100))).toBeNull()
  expect(callToSpeak(200, null)).toBeNull()
})

it('calls nobody anew in a window that has just opened', () => {
  expect(callToSpeak(null, call(1, 100))).toBeNull()
})
