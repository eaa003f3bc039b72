import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CshisBench, openCshisBench } from '../../../e2e/sims/cshis/cshisBench.ts'
import { given } from '../contract-suite/harness.ts'

describe('csUploadData', () => {
  let temporaryDirectory: string
  let bench: CshisBench

  beforeAll(async () => {
    temporaryDirectory = await mkdtemp(join(tmpdir(), 'cshis-uploads-'))
    bench = await openCshisBench({ limitsMs: { transfer: 1_500 }, temporaryDirectory })
    given(await bench.control.open())
  })
  afterAll(async () => {
    await bench.close()
    await rm(temporaryDirectory, { recursive: true })
  })

  it('hands records in as a file that nobody else can read and that is gone afterwards', async () => {
    const xml = Buffer.from('<RECS><REC></REC><REC></REC></RECS>', 'latin1')
    await bench.sim.happen({ when: 'before', kind: 'delay', call: 'csUploadData', number: 300 })
    const uploading = bench.control.handIn(xml)
    await expect.poll(() => readdir(temporaryDirectory)).toHaveLength(1)
    const [folder = ''] = await readdir(temporaryDirectory)
    await expect
      .poll(async () => ((await stat(join(temporaryDirectory, folder, 'records.xml'))).mode & 0o777).toString(8))
      .toBe('600')
    expect(given(await uploading).opcode).toMatch(/^\d{14}3599990014000000100001$/)
    expect(await bench.sim.uploads()).toEqual([xml])
    await bench.sim.happen({ when: 'before', kind: 'hang', call: 'csUploadData' })
    expect(await bench.control.handIn(xml)).toMatchObject({ error: { code: 'CONTROL_TIMEOUT' } })
    expect(await readdir(temporaryDirectory)).toEqual([])
  })
})
