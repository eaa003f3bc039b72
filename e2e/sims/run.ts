import { fstatSync } from 'node:fs'
import { parseOptions } from './launch/options.ts'
import { startSurroundings } from './launch/surroundings.ts'

/**
 * Starts the demonstration surroundings:
 * `node run.ts --state FOLDER [--ports-from N] [--no-pcscd] [--minimal] [--result-delay-ms N] [--result-poll-ms N]`.
 *
 * Prints one JSON line on stdout when everything is ready: `{ ready, settingsFile, panelUrl, adminUrl, env, pids }`.
 * Logs go to stderr. Stops everything it started on SIGTERM, SIGINT or when its stdin (a pipe) closes, and when one of
 * its processes dies: half a surroundings would only confuse.
 */
async function main(): Promise<void> {
  const surroundings = await startSurroundings(parseOptions(process.argv.slice(2)))
  let stopping = false
  const stop = (exitCode: number): void => {
    if (stopping) return
    stopping = true
    void surroundings.stop().finally(() => process.exit(exitCode))
  }
  process.on('SIGTERM', () => stop(0))
  process.on('SIGINT', () => stop(0))
  watchStdin(() => stop(0))
  for (const child of surroundings.children) {
    void child.ended.then(() => {
      if (!stopping) console.error(`surroundings: ${child.simulator} is gone, stopping everything`)
      stop(1)
    })
  }
  const { settingsFile, panelUrl, adminUrl, env, children } = surroundings
  const pids = Object.fromEntries(children.map(({ simulator, pid }) => [simulator, pid]))
  process.stdout.write(`${JSON.stringify({ ready: true, settingsFile, panelUrl, adminUrl, env, pids })}\n`)
}

/** A pipe that closes is a starter that has gone; a terminal or /dev/null says nothing. */
function watchStdin(onClosed: () => void): void {
  const kind = fstatSync(0)
  if (!kind.isFIFO() && !kind.isSocket()) return
  process.stdin.on('end', onClosed)
  process.stdin.on('close', onClosed)
  process.stdin.resume()
}

await main().catch((error: unknown) => {
  console.error(`surroundings: ${error instanceof Error ? error.message : error}`)
  process.exit(1)
})
