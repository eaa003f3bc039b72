import { describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../../preload/contract/errors.ts'
import { samFailureOf, samRefusalOf } from './samFailure.ts'

describe('why a verification failed, and what another call’s refusal says', () => {
  it.each<[ErrorCode, number | null, boolean, string, string | null | undefined]>([
    ['SAM_CONSOLE_NOT_RUNNING', 9240, true, 'at-hand', 'at-hand'],
    ['SAM_FILE_MISSING', 9200, true, 'at-hand', 'at-hand'],
    ['SAM_FILE_UNREADABLE', 9201, true, 'at-hand', 'at-hand'],
    ['SAM_FILE_ELSEWHERE', 9202, false, 'person', 'person'],
    ['SAM_FILE_MIXED', 9203, false, 'person', 'person'],
    ['SAM_SUSPENDED', 9060, false, 'person', 'person'],
    ['SAM_NOT_VERIFIED', 4012, true, 'at-hand', null],
    ['SAM_NOT_VERIFIED', 4051, true, 'passing', null],
    ['SAM_NOT_VERIFIED', 9013, false, 'person', null],
    ['READER_NOT_FOUND', 9204, true, 'at-hand', undefined],
    ['NHI_UNREACHABLE', 4061, true, 'passing', undefined],
    ['NHI_TIMEOUT', 9003, true, 'passing', undefined],
    ['CONTROL_ABSENT', null, true, 'passing', undefined],
    ['CONTROL_FINGERPRINT', null, false, 'person', undefined],
  ])('%s %s', (code, statusCode, retryable, failure, refusal) => {
    const error = { code, retryable, details: { statusCode } }
    expect(samFailureOf(error)).toBe(failure)
    expect(samRefusalOf(error)).toBe(refusal)
  })
})
