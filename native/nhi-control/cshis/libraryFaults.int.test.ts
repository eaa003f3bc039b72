import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forkNodeProcess } from '../../helper-process/nodeProcess.ts'
import { serialInput } from '../contract-suite/harness.ts'
import type { NhiControlPort } from '../port.ts'
import { createCshis } from './createCshis.ts'
import { elfHeader, peHeader } from './testing/libraryHeaders.ts'

describe('a library that cannot be used', () => {
  let temporaryDirectory: string

  beforeAll(async () => {
    temporaryDirectory = await mkdtemp(join(tmpdir(), 'cshis-libraries-'))
  })
  afterAll(() => rm(temporaryDirectory, { recursive: true }))

  const portOf = (libraryPath: string): NhiControlPort => {
    const processFile = new URL('./process.ts', import.meta.url).pathname
    return createCshis({
      libraryPath,
      comPort: 0,
      processFile,
      fork: (file) => forkNodeProcess(file),
      external: null,
      handInDirectory: join(temporaryDirectory, 'hand-in'),
    })
  }

  it.each([
    ['is not there', null, 'library-missing'],
    ['is no library', Buffer.from('no library at all'), 'not-a-library'],
    ["is another system's", peHeader(0x14c), 'other-system'],
    ['is of another bitness', elfHeader(3), 'wrong-bitness'],
    ['is damaged', elfHeader(62), 'library-unusable'],
  ])('names the reason when the library %s', async (_name, content, reason) => {
    const libraryPath = join(temporaryDirectory, 'library.so')
    await rm(libraryPath, { force: true })
    if (content !== null) await writeFile(libraryPath, content)
    const control = portOf(libraryPath)
    expect(await control.status()).toMatchObject({ error: { code: 'CONTROL_ABSENT', details: { reason } } })
    expect(
      await control.nextSerial(serialInput, { cardNumber: '000000000000', nationalId: 'A000000000' }),
    ).toMatchObject({
      error: { code: 'CONTROL_ABSENT', details: { reason } },
    })
    await control.dispose()
    await rm(libraryPath, { force: true })
  })

  it('names the function that a library lacks', async () => {
    const libraryPath = join(temporaryDirectory, 'without.so')
    await promisify(execFile)(process.env.CC ?? 'cc', ['-shared', '-o', libraryPath, '-x', 'c', '/dev/null'])
    const control = portOf(libraryPath)
    expect(await control.open()).toMatchObject({
      error: { code: 'CONTROL_ABSENT', details: { reason: 'symbol-missing', symbol: 'csOpenCom' } },
    })
    await control.dispose()
    await rm(libraryPath)
  })
})
