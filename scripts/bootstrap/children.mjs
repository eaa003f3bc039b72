import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'

const running = new Set()
const atExit = new Set()
/** Children that lead a process group, because what they start (compilers, npm's helpers) does not end with them. */
const groups = new WeakSet()
const signalNumbers = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 }
const graceMs = 5_000

let ending = false
/** Whether the program is ending, so that what fails now fails because of that. */
export function isEnding() {
  return ending
}

let watching = false
function watchSignals() {
  if (watching) return
  watching = true
  for (const [signal, number] of Object.entries(signalNumbers)) {
    process.on(signal, () => (ending ? process.exit(128 + number) : void endAll(128 + number)))
  }
  // Whatever way the program ends, no child outlives it.
  process.on('exit', () => {
    for (const child of running) signal(child, 'SIGTERM')
  })
}

/**
 * Stops every child, runs the clean-up of whoever asked for it, and ends the program with the code given first: what fails
 * because of the ending changes nothing. A second signal ends at once.
 */
export async function endAll(exitCode) {
  if (ending) return new Promise(() => {})
  ending = true
  // Last started first: a window before the display it is on.
  for (const child of [...running].reverse()) await stop(child)
  for (const cleanUp of atExit) cleanUp()
  process.exit(exitCode)
}

/** `cleanUp` (synchronous) runs when a signal ends the program; the returned function takes it back. */
export function onSignal(cleanUp) {
  watchSignals()
  atExit.add(cleanUp)
  return () => atExit.delete(cleanUp)
}

/** A child that dies with this program. */
export function start(command, args, options = {}) {
  watchSignals()
  const child = spawn(command, args, { windowsHide: true, ...options })
  running.add(child)
  child.once('exit', () => running.delete(child))
  child.once('error', () => running.delete(child))
  return child
}

/** Asks a child to end, and after five seconds makes it; a child with a process group of its own ends with the group. */
export function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return Promise.resolve()
  return new Promise((resolve) => {
    const force = setTimeout(() => signal(child, 'SIGKILL'), graceMs)
    child.once('exit', () => {
      clearTimeout(force)
      resolve()
    })
    child.stdin?.end()
    signal(child, 'SIGTERM')
  })
}

function signal(child, name) {
  if (!groups.has(child)) return child.kill(name)
  try {
    process.kill(-child.pid, name)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error // it has just ended by itself
  }
}

/**
 * Waits for a child to end. The code is 128 + signal number for a killed one, as a shell would say, and 127 with the
 * reason when it could not be started at all.
 * @returns {Promise<{ code: number, reason?: string }>}
 */
export function ended(child) {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 127, reason: error.message }))
    child.once('exit', (code, signal) => resolve({ code: code ?? 128 + (signalNumbers[signal] ?? 9) }))
  })
}

/**
 * Runs a command to its end, keeping its output (and writing it to `logFile`, when given). `onLine` is given the latest
 * line now and then.
 * @returns {Promise<{ code: number, stdout: string, stderr: string, tail: string }>}
 */
export async function run(command, args, { logFile, input, onLine, ...options } = {}) {
  // Before the child starts: one that ends at once must not end unheard.
  if (logFile) await mkdir(dirname(logFile), { recursive: true })
  const detached = process.platform !== 'win32'
  const child = start(command, args, { stdio: ['pipe', 'pipe', 'pipe'], detached, ...options })
  if (detached) groups.add(child)
  child.stdin.on('error', () => {}) // a child that never reads its input is no failure of ours; its exit code tells
  child.stdin.end(input ?? '')
  const file = logFile ? createWriteStream(logFile) : null
  const output = { stdout: '', stderr: '', all: '' }
  for (const stream of ['stdout', 'stderr']) {
    child[stream].setEncoding('utf8')
    child[stream].on('data', (text) => {
      output[stream] += text
      output.all += text
      file?.write(text)
      onLine?.(text.trimEnd().split('\n').at(-1))
    })
  }
  const closed = new Promise((resolve) => child.once('close', resolve))
  const { code, reason } = await ended(child)
  if (reason === undefined) await closed
  file?.end()
  const lines = `${output.all}${reason ?? ''}`.trimEnd().split('\n')
  return { code, stdout: output.stdout, stderr: output.stderr, tail: lines.slice(-20).join('\n') }
}
