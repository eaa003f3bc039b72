import { expect, it } from 'vitest'
import { isToBeSeen, nhiAlertState } from './nhiAlertState.ts'

const asked = { isPending: false, isFailed: false, unanswered: null, cannotAsk: null }

it.each([
  [{}, 'not-asked'],
  [{ cannotAsk: 'professional' }, 'professional'],
  [{ isPending: true, isFailed: true, unanswered: 1 }, 'asking'],
  [{ isFailed: true, unanswered: 0 }, 'failed'],
  [{ unanswered: 0 }, 'told'],
  [{ unanswered: 2 }, 'newer'],
  // The answer stays after the card has gone.
  [{ unanswered: 0, cannotAsk: 'other-desk' }, 'told'],
] as const)('%o is %s', (change, state) => {
  expect(nhiAlertState({ ...asked, ...change })).toBe(state)
})

it.each([
  ['not-asked', 0, false],
  ['no-card', 0, false],
  ['other-desk', 0, false],
  ['professional', 0, false],
  ['asking', 0, false],
  ['told', 0, false],
  ['told', 1, true],
  ['asking', 1, true],
  ['newer', 0, true],
  ['failed', 0, true],
] as const)('%s with %i alerts draws the eye: %s', (state, alerts, isSo) => {
  expect(isToBeSeen(state, alerts)).toBe(isSo)
})
