import { describe, expect, it } from 'vitest'
import type { VisitState } from '../../../preload/contract/visit/visit.ts'
import { moveVisit, type VisitMove } from './visitState.ts'

const states = ['waiting', 'in-consultation', 'to-pay', 'closed', 'cancelled'] as const satisfies VisitState[]
const moves = ['start', 'put-back', 'finish', 'reopen', 'close', 'cancel', 'withdraw'] as const satisfies VisitMove[]

/** Rows: state; columns: move; a new state, or why not. */
const table: Record<VisitState, Record<VisitMove, string>> = {
  waiting: {
    start: 'in-consultation',
    'put-back': 'too-early',
    finish: 'too-early',
    reopen: 'too-early',
    close: 'too-early',
    cancel: 'cancelled',
    withdraw: 'too-early',
  },
  'in-consultation': {
    start: 'too-late',
    'put-back': 'waiting',
    finish: 'to-pay',
    reopen: 'too-early',
    close: 'too-early',
    cancel: 'too-late',
    withdraw: 'too-early',
  },
  'to-pay': {
    start: 'too-late',
    'put-back': 'too-late',
    finish: 'too-late',
    reopen: 'in-consultation',
    close: 'closed',
    cancel: 'too-late',
    withdraw: 'too-early',
  },
  closed: {
    start: 'is-closed',
    'put-back': 'is-closed',
    finish: 'is-closed',
    reopen: 'is-closed',
    close: 'is-closed',
    cancel: 'is-closed',
    withdraw: 'cancelled',
  },
  cancelled: {
    start: 'is-cancelled',
    'put-back': 'is-cancelled',
    finish: 'is-cancelled',
    reopen: 'is-cancelled',
    close: 'is-cancelled',
    cancel: 'is-cancelled',
    withdraw: 'is-cancelled',
  },
}

describe('moveVisit', () => {
  it.each(states.flatMap((state) => moves.map((move) => [state, move] as const)))('%s, %s', (state, move) => {
    const moved = moveVisit({ state, cardWrite: 'none' }, move)
    expect(moved.ok ? moved.value : moved.error.details?.reason).toBe(table[state][move])
    if (!moved.ok) expect(moved.error).toMatchObject({ code: 'VISIT_STATE', retryable: false })
  })

  it.each(['written', 'unconfirmed'] as const)('does not reopen a visit whose card is %s', (cardWrite) => {
    expect(moveVisit({ state: 'to-pay', cardWrite }, 'reopen')).toMatchObject({
      ok: false,
      error: { details: { reason: 'card-written' } },
    })
    expect(moveVisit({ state: 'to-pay', cardWrite }, 'close')).toEqual({ ok: true, value: 'closed' })
  })
})
