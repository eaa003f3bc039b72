import { describe, expect, it } from 'vitest'
import { fail } from '../../../preload/contract/result.ts'
import { outcomeError, statusError, unreadable } from './callErrors.ts'
import { type FunctionName, functionNames, functionOf } from './functionTable.ts'

const code = (failure: ReturnType<typeof fail>): string => failure.error.code

describe('what became of a call, as an error', () => {
  it('knows what must not simply be made again', () => {
    expect(functionNames.filter((name) => functionOf(name).safety === 'once')).toEqual([
      'hisGetSeqNumber256N1',
      'hisGetTreatNumNoICCard',
      'csUnGetSeqNumber',
      'csUpdateHCContents',
      'hisWriteTreatmentCode',
      'hisWriteTreatmentFee',
      'hisWriteMultiPrescriptSign',
    ])
  })

  it.each([
    ['hisGetSeqNumber256N1', { kind: 'hung' }, 'NHI_REPLY_LOST'],
    ['hisGetSeqNumber256N1', { kind: 'crashed' }, 'NHI_REPLY_LOST'],
    ['hisGetSeqNumber256N1', { kind: 'babbled' }, 'NHI_REPLY_LOST'],
    ['hisWriteTreatmentCode', { kind: 'damaged', damage: 'overrun' }, 'NHI_REPLY_LOST'],
    ['csUnGetSeqNumber', { kind: 'replaced' }, 'CONTROL_TIMEOUT'],
    ['hisGetSeqNumber256N1', { kind: 'absent', reason: 'library-missing' }, 'CONTROL_ABSENT'],
    ['hisGetBasicData', { kind: 'hung' }, 'CONTROL_TIMEOUT'],
    ['hisGetBasicData', { kind: 'crashed' }, 'CONTROL_TIMEOUT'],
    ['hisGetBasicData', { kind: 'babbled' }, 'CONTROL_BAD_REPLY'],
    ['hisGetBasicData', { kind: 'damaged', damage: 'length' }, 'CONTROL_BAD_REPLY'],
  ] as const)('%s %o is %s', (name, outcome, expected) => {
    expect(code(outcomeError(name, outcome))).toBe(expected)
  })

  it.each<[FunctionName, number, string]>([
    ['hisGetSeqNumber256N1', 4000, 'NHI_REPLY_LOST'],
    ['hisGetSeqNumber256N1', 9003, 'NHI_REPLY_LOST'],
    ['hisGetSeqNumber256N1', 5007, 'NHI_REPLY_LOST'],
    ['hisGetSeqNumber256N1', 5174, 'NHI_REPLY_LOST'],
    ['hisGetSeqNumber256N1', 4061, 'NHI_UNREACHABLE'],
    ['hisGetSeqNumber256N1', 5001, 'NHI_REFUSED'],
    ['hisGetSeqNumber256N1', 9129, 'NHI_REFUSED'],
    ['hisGetBasicData', 4000, 'READER_TIMEOUT'],
    ['hisGetRegisterBasic', 9003, 'NHI_TIMEOUT'],
    ['hisGetBasicData', 4013, 'CARD_ABSENT'],
    ['hisGetBasicData', -1, 'CONTROL_REFUSED'],
  ])('%s answering %i is %s', (name, status, expected) => {
    const failure = statusError(name, status, 'server')
    expect(code(failure)).toBe(expected)
    expect(failure.error.details?.statusCode).toBe(status)
  })

  it('takes an answer that cannot be read for a lost one where the call was carried out', () => {
    const failure = fail('CONTROL_BAD_REPLY', { details: { layout: 'x', reason: 'length', bytes: 3 } })
    expect(unreadable('hisGetBasicData', failure)).toBe(failure)
    expect(unreadable('hisGetSeqNumber256N1', failure).error).toEqual({
      code: 'NHI_REPLY_LOST',
      retryable: true,
      details: { layout: 'x', reason: 'length', bytes: 3, call: 'hisGetSeqNumber256N1' },
    })
  })
})
