import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ReportQuestionSchema } from '../../../preload/contract/paper/report.ts'
import { ReportKindSchema } from '../../../preload/contract/paper/reportLayouts.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { firstChoice, hasTop, periodOf, questionOf, withKind } from './choice.ts'

const today = '2026-11-26' as IsoDate
const typed = (from: string, to: string) => ({ period: 'typed', from: from as IsoDate, to: to as IsoDate }) as const
const none = { from: null, to: null }

describe('the period of a report', () => {
  it.each([
    [{ period: 'today', ...none }, today, '2026-11-26', '2026-11-26'],
    [{ period: 'this-month', ...none }, today, '2026-11-01', '2026-11-26'],
    [{ period: 'last-month', ...none }, today, '2026-10-01', '2026-10-31'],
    [{ period: 'last-month', ...none }, '2026-01-05', '2025-12-01', '2025-12-31'],
    [{ period: 'last-month', ...none }, '2024-03-31', '2024-02-01', '2024-02-29'],
    [{ period: 'this-year', ...none }, today, '2026-01-01', '2026-11-26'],
    [typed('2025-02-03', '2025-02-28'), today, '2025-02-03', '2025-02-28'],
  ] as const)('%j on %s is %s to %s', (choice, day, from, to) => {
    expect(periodOf(choice, day as IsoDate)).toEqual({ from, to })
  })

  it('asks nothing while the end lies before the beginning', () => {
    expect(questionOf({ ...firstChoice, ...typed('2026-11-02', '2026-11-01') }, today)).toBeNull()
  })
})

it('every report that can be chosen, from every other, is a question that main takes', () => {
  const kinds = fc.constantFrom(...ReportKindSchema.options)
  fc.assert(
    fc.property(fc.array(kinds, { minLength: 1 }), (chosen) => {
      const choice = chosen.reduce(withKind, firstChoice)
      expect(ReportQuestionSchema.safeParse(questionOf(choice, today)).success).toBe(true)
      expect(choice.top !== null).toBe(hasTop(choice))
    }),
  )
})
