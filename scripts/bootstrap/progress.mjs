import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

const quietMs = 2_000
const lineEveryMs = 10_000

/**
 * Runs one step of the set-up. A step longer than two seconds shows itself: on a terminal one line that counts on, else a
 * line every ten seconds. `work` is given `report(text)`, for bytes so far and the like.
 * @template T
 * @param {(line: string) => void} log
 * @param {string} label
 * @param {(report: (detail: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(log, label, work) {
  const began = Date.now()
  const terminal = process.stderr.isTTY === true && log === logToStderr
  let detail = ''
  let shown = false
  let lastLine = 0
  const text = () => `${label} … ${seconds(began)}${detail ? `, ${detail}` : ''}`
  const timer = setInterval(() => {
    const now = Date.now()
    if (now - began < quietMs) return
    shown = true
    if (terminal) process.stderr.write(`\r\u001b[K${text()}`)
    else if (now - lastLine >= lineEveryMs) {
      lastLine = now
      log(text())
    }
  }, 500)
  try {
    const value = await work((next) => {
      detail = next
    })
    if (shown) finish(`${label}: done in ${seconds(began)}`)
    return value
  } catch (error) {
    if (shown) finish(`${label}: stopped after ${seconds(began)}`)
    throw error
  } finally {
    clearInterval(timer)
  }

  function finish(line) {
    if (terminal) process.stderr.write('\r\u001b[K')
    log(line)
  }
}

/** The set-up talks on stderr, so that a program's own last line on stdout stays its own. */
export function logToStderr(line) {
  process.stderr.write(`${line}\n`)
}

function seconds(since) {
  return `${Math.round((Date.now() - since) / 1000)} s`
}

export function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(0)} MB`
}

/** Reports how large a folder has become while `work` fills it. */
export async function watchSize(folder, report, work, expected = null) {
  const timer = setInterval(async () => {
    const size = megabytes(await sizeOf(folder))
    report(expected === null ? size : `${size} of ${megabytes(expected)}`)
  }, 500)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

// Files come and go while it counts: one that is gone counts as nothing.
async function sizeOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  const sizes = await Promise.all(
    files.map((path) =>
      stat(path).then(
        (found) => found.size,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
