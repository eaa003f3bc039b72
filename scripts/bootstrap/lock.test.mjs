import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withSetupLock } from './lock.mjs'

let folder
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'setup-test-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('withSetupLock', () => {
  const cache = process.env.XDG_CACHE_HOME
  beforeEach(() => {
    process.env.XDG_CACHE_HOME = folder
  })
  afterEach(() => {
    if (cache === undefined) delete process.env.XDG_CACHE_HOME
    else process.env.XDG_CACHE_HOME = cache
  })
  const lock = () => join(folder, 'nhi-clinic-workstation', 'setup.lock')

  it.skipIf(process.platform === 'win32')('lets one in at a time, and leaves nothing', async () => {
    let inside = 0
    let most = 0
    const visit = () =>
      withSetupLock(
        () => {},
        async () => {
          inside += 1
          most = Math.max(most, inside)
          await new Promise((resolve) => setTimeout(resolve, 20))
          inside -= 1
        },
      )
    await Promise.all([visit(), visit(), visit()])
    expect(most).toBe(1)
    await expect(readFile(lock())).rejects.toThrow('ENOENT')
  })

  it.skipIf(process.platform === 'win32')('takes over from a holder that died', async () => {
    await mkdir(join(folder, 'nhi-clinic-workstation'), { recursive: true })
    await writeFile(lock(), `999999999 ${hostname()} token`)
    expect(
      await withSetupLock(
        () => {},
        async () => 'done',
      ),
    ).toBe('done')
  })
})
