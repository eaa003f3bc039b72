import { describe, expect, it } from 'vitest'
import { fail } from '../../../preload/contract/result.ts'
import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import { never, outcomesOf, setUpUpload, visits } from '../testing/uploadTarget.ts'
import { visitRows } from '../testing/visitRows.ts'

describe('a file refused by HTTP alone', () => {
  const httpRefusal = (httpStatus: number, retryAfterMs: number | null) => ({
    error: fail('NHI_REFUSED', { details: { httpStatus, retryAfterMs } }).error,
  })

  it.each([429, 403, 400])(
    'is one request, whatever its size, and none of the other files follows: %s',
    async (status) => {
      const { nhi, target } = setUpUpload()
      nhi.faults.upload = Array.from({ length: 60 }, () => httpRefusal(status, 90_000))
      const rows = visits(30)
      const report = await target.send(rows, never)
      expect(nhi.calls).toHaveLength(1)
      expect(report).toMatchObject({ endpoint: 'answered', holdMs: status === 429 ? 90_000 : 60_000 })
      for (const outcome of outcomesOf(rows, report.outcomes)) expect(outcome).toMatchObject({ type: 'retry' })
    },
  )

  it('sends each record alone the next time where one of them may be the reason', async () => {
    const { nhi, target } = setUpUpload()
    nhi.faults.upload = [httpRefusal(400, null)]
    const [row] = visits(1) as [OutboxRow]
    const report = await target.send([row], never)
    expect(target.aloneCodes).toContain((report.outcomes.get(row.id) as { code: string }).code)
    nhi.faults.upload = [httpRefusal(403, null)]
    const other = await target.send([row], never)
    expect(target.aloneCodes).not.toContain((other.outcomes.get(row.id) as { code: string }).code)
  })

  it('keeps the patience asked for when a treatment number was wanted', async () => {
    const { nhi, target } = setUpUpload()
    nhi.faults.number = [httpRefusal(429, 120_000)]
    const report = await target.send([visitRows({ exceptionCode: 'A031' }).nhi, ...visits(1)], never)
    expect(report.holdMs).toBe(120_000)
  })

  it('stops handing in anew one by one', async () => {
    const { nhi, target, handIn } = setUpUpload()
    nhi.distort = () => ''
    const rows = await handIn(visits(5))
    await target.send(rows, never)
    nhi.calls.length = 0
    nhi.faults.upload = Array.from({ length: 5 }, () => httpRefusal(429, 30_000))
    const report = await target.send(rows, never)
    expect(nhi.calls.filter(({ call }) => call === 'upload')).toHaveLength(1)
    expect(report.holdMs).toBe(30_000)
    expect(report.outcomes.size).toBe(5)
  })
})
