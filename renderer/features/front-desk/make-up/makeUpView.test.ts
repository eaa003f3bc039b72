import { describe, expect, it } from 'vitest'
import type { MakeUpItem } from '../../../../preload/contract/visit/makeUp.ts'
import { makeUpItem as item } from '../../../dev/answers/makeUps.ts'
import { filterMakeUps, lateRefundOf, leftWords, openOf, stateWord } from './makeUpView.ts'

const waiting = item(1)
const overdue = item(2, { daysLeft: -3 })
const exception = item(3, { kind: 'exception', exceptionCode: 'A020', deposit: 0, daysLeft: 60 })
const done = item(4, { state: 'done', refund: 500 })
const kept = item(5, { state: 'kept', daysLeft: -9 })
const inClinic = item(6, { state: 'not-closed' })
const all: readonly MakeUpItem[] = [waiting, overdue, exception, done, kept, inClinic]

describe('the list', () => {
  it('is what waits, what is overdue of it, or what has ended', () => {
    expect(filterMakeUps(all, 'open')).toEqual([waiting, overdue, exception, inClinic])
    expect(filterMakeUps(all, 'overdue')).toEqual([overdue])
    expect(filterMakeUps(all, 'done')).toEqual([done, kept])
  })

  it('of a person has the owed card before the exception, also while the visit goes on, and nothing that has ended', () => {
    const { patientId } = waiting.patient
    const mine = [exception, waiting, inClinic, done].map((entry) => ({
      ...entry,
      patient: { ...entry.patient, patientId },
    }))
    expect(openOf(mine, patientId).map(({ kind }) => kind)).toEqual(['owed-card', 'owed-card', 'exception'])
    expect(openOf(mine, null)).toEqual([])
  })
})

it.each([
  [
    { kind: 'owed-card', daysLeft: 7 },
    { key: 'workingDays', count: 7 },
  ],
  [
    { kind: 'exception', daysLeft: 60 },
    { key: 'days', count: 60 },
  ],
  [
    { kind: 'owed-card', daysLeft: 0 },
    { key: 'today', count: 0 },
  ],
  [
    { kind: 'owed-card', daysLeft: -3 },
    { key: 'over', count: 3 },
  ],
] as const)('time left of %o', (entry, words) => {
  expect(leftWords(entry)).toEqual(words)
})

it('names states by what they are about', () => {
  expect([waiting, inClinic, done, kept, exception].map(stateWord)).toEqual([
    'open',
    'not-closed',
    'done',
    'kept',
    'openException',
  ])
  expect(stateWord({ kind: 'exception', state: 'done' })).toBe('doneException')
})

it.each([
  ['', '', { kind: 'ok', refund: null }],
  ['0', 'x', { kind: 'ok', refund: null }],
  ['２００', ' 住院 ', { kind: 'ok', refund: { amount: 200, reason: '住院' } }],
  ['500', '', { kind: 'reason-needed' }],
  ['501', 'x', { kind: 'amount-invalid' }],
  ['-1', 'x', { kind: 'amount-invalid' }],
  ['1.5', 'x', { kind: 'amount-invalid' }],
])('late refund %j %j', (amount, reason, expected) => {
  expect(lateRefundOf(amount, reason, 500)).toEqual(expected)
})
