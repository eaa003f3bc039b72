import { describe, expect, it } from 'vitest'
import { describeSteps } from './checkSteps.mjs'
import { addUp, isGood, lastLine, secondTries, tallyOfPlaywright, tallyOfStep, tallyOfVitest } from './tally.mjs'

const vitestReport = (over) => ({
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [] }],
  ...over,
})

describe('tallyOfVitest', () => {
  it.each([
    ['all good', vitestReport(), 0, { passed: 5, failed: 0, skipped: 0 }],
    [
      'skipped and todo',
      vitestReport({ numPendingTests: 2, numTodoTests: 1 }),
      0,
      { passed: 5, failed: 0, skipped: 3 },
    ],
    [
      'a file that cannot be loaded',
      vitestReport({ testResults: [{ status: 'failed', assertionResults: [] }] }),
      1,
      { passed: 5, failed: 1, skipped: 0 },
    ],
    [
      'a failed test is counted once',
      vitestReport({
        numFailedTests: 1,
        testResults: [{ status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] }],
      }),
      1,
      { passed: 5, failed: 1, skipped: 0 },
    ],
    ['an error outside any test', vitestReport(), 1, { passed: 5, failed: 1, skipped: 0 }],
    ['no test ran', vitestReport({ numPassedTests: 0, testResults: [] }), 0, { passed: 0, failed: 1, skipped: 0 }],
    ['no report', null, 1, { passed: 0, failed: 1, skipped: 0 }],
    ['no report, and yet a good exit', null, 0, { passed: 0, failed: 1, skipped: 0 }],
  ])('%s', (_, report, exitCode, expected) => {
    expect(tallyOfVitest(report, exitCode)).toEqual(expected)
  })
})

describe('tallyOfPlaywright', () => {
  it.each([
    [{ expected: 4, unexpected: 0, flaky: 0, skipped: 1 }, 0, { passed: 4, failed: 0, skipped: 1 }],
    [{ expected: 4, unexpected: 2, flaky: 1, skipped: 0 }, 1, { passed: 5, failed: 2, skipped: 0 }],
    [{ expected: 4, unexpected: 0, flaky: 0, skipped: 0 }, 1, { passed: 4, failed: 1, skipped: 0 }],
    [{ expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, 0, { passed: 0, failed: 1, skipped: 0 }],
  ])('%j, exit code %i', (stats, exitCode, expected) => {
    expect(tallyOfPlaywright({ stats }, exitCode)).toEqual(expected)
  })
})

describe('stories that passed only at the second try', () => {
  const spec = (title, status) => ({ file: 'money.spec.ts', title, tests: [{ status }] })

  it('are named, wherever they stand in the report', () => {
    const suites = [
      { specs: [spec('pays', 'expected'), spec('owes', 'flaky')] },
      { specs: [], suites: [{ specs: [spec('gives back', 'flaky'), spec('closes', 'unexpected')] }] },
    ]
    const named = ['money.spec.ts › owes', 'money.spec.ts › gives back']
    expect(secondTries({ suites })).toEqual(named)
    expect(secondTries(null)).toEqual([])
    const tally = { passed: 3, failed: 0, skipped: 0 }
    expect(describeSteps([{ name: 'stories', seconds: 1, tally, secondTries: named }]).split('\n')).toEqual([
      '  stories     good, 3 passed, 1.0 s',
      '    only at the second try: money.spec.ts › owes',
      '    only at the second try: money.spec.ts › gives back',
    ])
  })
})

describe('the last line', () => {
  it('adds up, and names the skipped only when there are some', () => {
    const sum = addUp([tallyOfStep(0), tallyOfStep(2), { passed: 3, failed: 0, skipped: 0 }])
    expect(lastLine(sum)).toBe('3 passed, 1 failed')
    expect(lastLine({ passed: 3, failed: 0, skipped: 2 })).toBe('3 passed, 0 failed, 2 skipped')
  })

  it('is good only when something passed and nothing failed', () => {
    expect(isGood({ passed: 1, failed: 0, skipped: 0 })).toBe(true)
    expect(isGood({ passed: 1, failed: 1, skipped: 0 })).toBe(false)
    expect(isGood({ passed: 0, failed: 0, skipped: 4 })).toBe(false)
  })
})
