import { describe, expect, it } from 'vitest'
import { projectRoot } from '../bootstrap/projectRoot.mjs'
import { describeSteps } from './checkSteps.mjs'
import {
  addUp,
  isGood,
  lastLine,
  tallyOfPlaywright,
  tallyOfStep,
  tallyOfVitest,
  troublesOfPlaywright,
  troublesOfVitest,
} from './tally.mjs'

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

describe('what is to be looked at', () => {
  it('is named out of Playwright’s report, wherever it stands, with what was said', () => {
    const failing = { error: { message: '\u001b[31mlate\u001b[39m\n\nby one second' } }
    const spec = (title, status, results = []) => ({ file: 'money.spec.ts', title, tests: [{ status, results }] })
    const suites = [
      { specs: [spec('pays', 'expected', [{}]), spec('owes', 'flaky', [failing, {}])] },
      { specs: [], suites: [{ specs: [spec('closes', 'unexpected')] }] },
    ]
    expect(troublesOfPlaywright({ suites })).toEqual({
      failed: [{ name: 'money.spec.ts › closes', why: '' }],
      secondTries: [{ name: 'money.spec.ts › owes', why: 'late\nby one second' }],
    })
    expect(troublesOfPlaywright(null)).toEqual({ failed: [], secondTries: [] })
  })

  it('is named out of Vitest’s report: tests, and files that could not be loaded', () => {
    const test = (fullName, status, failureMessages = []) => ({ fullName, status, failureMessages })
    const report = vitestReport({
      testResults: [
        {
          name: `${projectRoot}/main/a.test.ts`,
          status: 'failed',
          assertionResults: [
            test('adds', 'passed'),
            test('sends', 'passed', ['late']),
            test('reads', 'failed', ['1\n2\n3\n4\n5\n6\n7']),
          ],
        },
        { name: `${projectRoot}/main/b.test.ts`, status: 'failed', message: 'no such module', assertionResults: [] },
      ],
    })
    expect(troublesOfVitest(report)).toEqual({
      failed: [
        { name: 'main/a.test.ts › reads', why: '1\n2\n3\n4\n5\n6' },
        { name: 'main/b.test.ts', why: 'no such module' },
      ],
      secondTries: [{ name: 'main/a.test.ts › sends', why: 'late' }],
    })
    expect(troublesOfVitest(null)).toEqual({ failed: [], secondTries: [] })
  })

  it('stands below its step at the end of a run', () => {
    const tally = { passed: 3, failed: 1, skipped: 0 }
    const troubles = { failed: [{ name: 'a', why: 'x\ny' }], secondTries: [{ name: 'b', why: 'z' }] }
    expect(describeSteps([{ name: 'stories', seconds: 1, tally, troubles }]).split('\n')).toEqual([
      '  stories     FAILED (1), 3 passed, 1.0 s',
      '    failed: a',
      '      x',
      '      y',
      '    only at the second try: b',
      '      z',
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
