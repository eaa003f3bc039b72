import { projectRoot } from '../bootstrap/projectRoot.mjs'

/**
 * What one step of the checks came to.
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 */

const nothing = { passed: 0, failed: 0, skipped: 0 }

/** A step without tests of its own (types, lint, walls …) counts only when it fails: then as one failed test. */
export function tallyOfStep(exitCode) {
  return { ...nothing, failed: exitCode === 0 ? 0 : 1 }
}

/** Reads Vitest's JSON report; null stands for a report that was never written. */
export function tallyOfVitest(report, exitCode) {
  if (!report) return withExitCode(nothing, exitCode)
  // A file that could not be loaded has no tests to fail.
  const broken = report.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some(hasFailed))
  return withExitCode(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + broken.length,
      skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    },
    exitCode,
  )
}

/** Reads Playwright's JSON report; a story that passed only on a second try has passed, as Playwright says too. */
export function tallyOfPlaywright(report, exitCode) {
  if (!report) return withExitCode(nothing, exitCode)
  const { expected, unexpected, flaky, skipped } = report.stats
  return withExitCode({ passed: expected + flaky, failed: unexpected, skipped }, exitCode)
}

/**
 * A test that is to be looked at: its name, and the first lines of what it said.
 * @typedef {{ name: string, why: string }} Trouble
 * @typedef {{ failed: Trouble[], secondTries: Trouble[] }} Troubles those that failed, and those that passed only at the second try
 */

/** Out of Vitest's JSON report; null stands for a report that was never written. @returns {Troubles} */
export function troublesOfVitest(report) {
  const files = report?.testResults ?? []
  const tests = files.flatMap(({ name, assertionResults }) =>
    assertionResults.map((test) => ({
      status: test.status,
      trouble: { name: `${shortPath(name)} › ${test.fullName}`, why: firstLines(test.failureMessages?.[0]) },
    })),
  )
  const unreadable = files
    .filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some(hasFailed))
    .map(({ name, message }) => ({ name: shortPath(name), why: firstLines(message) }))
  return {
    failed: [...tests.filter(({ status }) => status === 'failed').map(({ trouble }) => trouble), ...unreadable],
    // Vitest keeps what an earlier try said beside a test that has passed.
    secondTries: tests
      .filter(({ status, trouble }) => status === 'passed' && trouble.why !== '')
      .map(({ trouble }) => trouble),
  }
}

/** Out of Playwright's JSON report. @returns {Troubles} */
export function troublesOfPlaywright(report) {
  const specsIn = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsIn)]
  const specs = (report?.suites ?? []).flatMap(specsIn)
  const ofStatus = (wanted) =>
    specs.flatMap(({ file, title, tests }) =>
      tests
        .filter(({ status }) => status === wanted)
        .map(({ results }) => ({
          name: `${file} › ${title}`,
          why: firstLines(results?.find(({ error }) => error)?.error.message),
        })),
    )
  return { failed: ofStatus('unexpected'), secondTries: ofStatus('flaky') }
}

const linesKept = 6

// Playwright colours its messages.
const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g')

function firstLines(text = '') {
  return text
    .replace(colours, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, linesKept)
    .join('\n')
}

const shortPath = (path = '') => path.replace(`${projectRoot}/`, '')

/** The tests may all pass and the run fail (an error outside any test), or no test run at all: both are a failure. */
function withExitCode(tally, exitCode) {
  const nothingRan = tally.passed + tally.failed + tally.skipped === 0
  const failed = tally.failed === 0 && (exitCode !== 0 || nothingRan) ? 1 : tally.failed
  return { ...tally, failed }
}

function hasFailed(test) {
  return test.status === 'failed'
}

/** @param {Tally[]} tallies */
export function addUp(tallies) {
  return tallies.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    nothing,
  )
}

/** The last line of `npm test`. */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** Nothing failed, and something passed. */
export function isGood({ passed, failed }) {
  return failed === 0 && passed > 0
}
