import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { cacheDirectory } from './cache.mjs'
import { onSignal } from './children.mjs'
import { step } from './progress.mjs'

const beatMs = 5_000
const staleMs = 30_000
const pollMs = 300

/**
 * Runs `work` while no other set-up of this user runs. The lock is a file with its holder's process number, touched every
 * five seconds; a holder that is dead, or has not touched it for thirty, has lost it.
 */
export async function withSetupLock(log, work) {
  const path = join(cacheDirectory(), 'setup.lock')
  await mkdir(dirname(path), { recursive: true })
  const token = `${process.pid} ${hostname()} ${randomBytes(8).toString('hex')}`
  if (!(await take(path, token))) {
    await step(log, `Waiting for another set-up (${path})`, async () => {
      while (!(await take(path, token))) await new Promise((resolve) => setTimeout(resolve, pollMs))
    })
  }
  const beat = setInterval(() => utimes(path, new Date(), new Date()).catch(() => {}), beatMs)
  const keep = onSignal(() => release(path, token))
  try {
    return await work()
  } finally {
    clearInterval(beat)
    keep()
    release(path, token)
  }
}

async function take(path, token) {
  try {
    await writeFile(path, token, { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  const lost = await staleHolder(path)
  if (lost !== null) await takeAway(path, lost)
  return false
}

/** Removes the lock of a holder that lost it, and nobody else's: another may have done so and taken it just now. */
async function takeAway(path, lost) {
  const aside = `${path}.${randomBytes(4).toString('hex')}`
  try {
    await rename(path, aside)
    if ((await readFile(aside, 'utf8')) === lost) await rm(aside)
    else await rename(aside, path)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}

/** What a holder that lost the lock has written into it, or null. */
async function staleHolder(path) {
  try {
    const [holder, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)])
    const [pid, host] = holder.split(' ')
    const dead = host === hostname() && !isAlive(Number(pid))
    return dead || Date.now() - mtimeMs > staleMs ? holder : null
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function release(path, token) {
  try {
    if (readFileSync(path, 'utf8') === token) rmSync(path)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}
