import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CshisBench, openCshisBench } from '../../../e2e/sims/cshis/cshisBench.ts'
import { given } from '../contract-suite/harness.ts'
import { sweepHandIn } from './handInFile.ts'

describe('csUploadData', () => {
  let folder: string
  let handInDirectory: string
  let bench: CshisBench

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cshis-uploads-'))
    handInDirectory = join(folder, 'hand-in')
    bench = await openCshisBench({ limitsMs: { transfer: 1_500 }, handInDirectory })
    given(await bench.control.open())
  })
  afterAll(async () => {
    await bench.close()
    await rm(folder, { recursive: true })
  })

  const xml = Buffer.from('<RECS><REC></REC><REC></REC></RECS>', 'latin1')
  const lying = async (): Promise<readonly string[]> => readdir(handInDirectory).catch(() => [])
  const permissions = async (...path: string[]): Promise<string> =>
    ((await stat(join(handInDirectory, ...path))).mode & 0o777).toString(8)

  it('hands records in as a file that nobody else can read and that is gone afterwards', async () => {
    await bench.sim.happen({ when: 'before', kind: 'delay', call: 'csUploadData', number: 300 })
    const uploading = bench.control.handIn(xml)
    await expect.poll(lying).toHaveLength(1)
    const [own = ''] = await lying()
    await expect.poll(() => permissions(own, 'records.xml')).toBe('600')
    expect([await permissions(), await permissions(own)]).toEqual(['700', '700'])
    expect(given(await uploading).opcode).toMatch(/^\d{14}3599990014000000100001$/)
    expect(await bench.sim.uploads()).toEqual([xml])
    expect(await lying()).toEqual([])
  })

  it.each([
    ['hangs', { kind: 'hang' }, 'CONTROL_TIMEOUT'],
    ['crashes', { kind: 'crash' }, 'CONTROL_TIMEOUT'],
    ['is refused', { kind: 'code', number: 6015 }, 'NHI_REFUSED'],
  ] as const)('leaves no file behind when the call %s', async (_name, fault, code) => {
    await bench.sim.happen({ ...fault, when: 'before', call: 'csUploadData' })
    expect(await bench.control.handIn(xml)).toMatchObject({ error: { code } })
    expect(await lying()).toEqual([])
  })

  it('is swept at the start of what a program left behind that was killed in the middle', async () => {
    await mkdir(join(handInDirectory, 'records-a1b2c3'), { recursive: true })
    await writeFile(join(handInDirectory, 'records-a1b2c3', 'records.xml'), xml)
    await sweepHandIn(handInDirectory)
    expect(await readdir(folder)).toEqual([])
    await sweepHandIn(handInDirectory)
    expect(given(await bench.control.handIn(xml)).opcode).toMatch(/^\d{14}/)
    expect(await lying()).toEqual([])
  })
})
