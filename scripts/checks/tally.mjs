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

/** Names of the stories that passed only at the second try, out of Playwright's JSON report. */
export function secondTries(report) {
  const specsIn = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsIn)]
  return (report?.suites ?? [])
    .flatMap(specsIn)
    .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
    .map(({ file, title }) => `${file} › ${title}`)
}

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
