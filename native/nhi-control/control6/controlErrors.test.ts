import { describe, expect, it } from 'vitest'
import type { NetworkFailure } from '../../network/answer.ts'
import { controlFailure, serverFailure, statusFailure } from './controlErrors.ts'

describe('statusFailure', () => {
  it.each<[number, string, string]>([
    // statusCode, said by the control software, said by the server
    [4000, 'READER_TIMEOUT', 'READER_TIMEOUT'],
    [1000, 'SAM_NOT_VERIFIED', 'SAM_NOT_VERIFIED'],
    [4012, 'SAM_NOT_VERIFIED', 'SAM_NOT_VERIFIED'],
    [4013, 'CARD_ABSENT', 'CARD_ABSENT'],
    [4014, 'PROFESSIONAL_CARD_ABSENT', 'PROFESSIONAL_CARD_ABSENT'],
    [4033, 'CARD_FOREIGN', 'CARD_FOREIGN'],
    [4042, 'PROFESSIONAL_PIN_NEEDED', 'PROFESSIONAL_PIN_NEEDED'],
    [4050, 'SAM_NOT_VERIFIED', 'SAM_NOT_VERIFIED'],
    [4051, 'SAM_NOT_VERIFIED', 'SAM_NOT_VERIFIED'],
    [4061, 'NHI_UNREACHABLE', 'NHI_UNREACHABLE'],
    [5003, 'NHI_CARD_EXPIRED', 'NHI_CARD_EXPIRED'],
    [3201, 'NHI_CARD_EXPIRED', 'NHI_CARD_EXPIRED'],
    [5002, 'NHI_CARD_CANCELLED', 'NHI_CARD_CANCELLED'],
    [3203, 'NHI_CARD_CANCELLED', 'NHI_CARD_CANCELLED'],
    [9082, 'NHI_CARD_CANCELLED', 'NHI_CARD_CANCELLED'],
    [5020, 'CARD_MISMATCH', 'CARD_MISMATCH'],
    [9240, 'SAM_CONSOLE_NOT_RUNNING', 'SAM_CONSOLE_NOT_RUNNING'],
    [9200, 'SAM_FILE_MISSING', 'SAM_FILE_MISSING'],
    [9201, 'SAM_FILE_UNREADABLE', 'SAM_FILE_UNREADABLE'],
    [1610, 'SAM_FILE_UNREADABLE', 'SAM_FILE_UNREADABLE'],
    [1611, 'SAM_FILE_MISSING', 'SAM_FILE_MISSING'],
    [9202, 'SAM_FILE_ELSEWHERE', 'SAM_FILE_ELSEWHERE'],
    [9205, 'READER_NOT_FOUND', 'READER_NOT_FOUND'],
    [9060, 'SAM_SUSPENDED', 'SAM_SUSPENDED'],
    [9211, 'CARD_AUTH_FAILED', 'CARD_AUTH_FAILED'],
    [9213, 'NHI_TIMEOUT', 'NHI_TIMEOUT'],
    [9221, 'PROFESSIONAL_AUTH_FAILED', 'PROFESSIONAL_AUTH_FAILED'],
    [9251, 'PROFESSIONAL_SESSION_EXPIRED', 'PROFESSIONAL_SESSION_EXPIRED'],
    [9267, 'PROFESSIONAL_SESSION_ELSEWHERE', 'PROFESSIONAL_SESSION_ELSEWHERE'],
    [1707, 'PROFESSIONAL_SESSION_ELSEWHERE', 'PROFESSIONAL_SESSION_ELSEWHERE'],
    [9203, 'SAM_FILE_MIXED', 'SAM_FILE_MIXED'],
    [9039, 'PROFESSIONAL_PIN_WRONG', 'PROFESSIONAL_PIN_WRONG'],
    [9043, 'PROFESSIONAL_PIN_LOCKED', 'PROFESSIONAL_PIN_LOCKED'],
    [1018, 'VIRTUAL_CARD_EXPIRED', 'VIRTUAL_CARD_EXPIRED'],
    [1019, 'VIRTUAL_CARD_UNKNOWN', 'VIRTUAL_CARD_UNKNOWN'],
    [1020, 'VIRTUAL_CARD_USED', 'VIRTUAL_CARD_USED'],
    [1021, 'VIRTUAL_CARD_EXPIRED', 'VIRTUAL_CARD_EXPIRED'],
    [1022, 'VIRTUAL_CARD_UNKNOWN', 'VIRTUAL_CARD_UNKNOWN'],
    [1023, 'VIRTUAL_CARD_UNKNOWN', 'VIRTUAL_CARD_UNKNOWN'],
    [1042, 'VIRTUAL_CARD_NOT_ENROLLED', 'VIRTUAL_CARD_NOT_ENROLLED'],
    [1043, 'VIRTUAL_CARD_APP_OLD', 'VIRTUAL_CARD_APP_OLD'],
    [1515, 'PHYSICAL_CARD_ONLY', 'PHYSICAL_CARD_ONLY'],
    [1520, 'VIRTUAL_CARD_INVALID', 'VIRTUAL_CARD_INVALID'],
    [1521, 'VIRTUAL_CARD_LAPSED', 'VIRTUAL_CARD_LAPSED'],
    [1522, 'VIRTUAL_CARD_INVALID', 'VIRTUAL_CARD_INVALID'],
    [1523, 'VIRTUAL_CARD_INVALID', 'VIRTUAL_CARD_INVALID'],
    [1524, 'VIRTUAL_CARD_LAPSED', 'VIRTUAL_CARD_LAPSED'],
    [1525, 'VIRTUAL_CARD_TOO_OFTEN', 'VIRTUAL_CARD_TOO_OFTEN'],
    [1526, 'CONTROL_REFUSED', 'NHI_REFUSED'],
    [1527, 'CONTROL_REFUSED', 'NHI_REFUSED'],
    [3237, 'VIRTUAL_CARD_TOKEN_MISSING', 'VIRTUAL_CARD_TOKEN_MISSING'],
    [3238, 'VIRTUAL_CARD_LAPSED', 'VIRTUAL_CARD_LAPSED'],
    [3239, 'VIRTUAL_CARD_NOT_AUTHORISED', 'VIRTUAL_CARD_NOT_AUTHORISED'],
    [3240, 'VIRTUAL_CARD_DECLINED', 'VIRTUAL_CARD_DECLINED'],
    [3244, 'VIRTUAL_CARD_VISIT_USED', 'VIRTUAL_CARD_VISIT_USED'],
    [9003, 'NHI_TIMEOUT', 'NHI_TIMEOUT'],
    [1002, 'CONTROL_REFUSED', 'NHI_REFUSED'],
    [5012, 'CONTROL_REFUSED', 'NHI_REFUSED'],
    [999999, 'CONTROL_REFUSED', 'NHI_REFUSED'],
    [-1, 'CONTROL_REFUSED', 'NHI_REFUSED'],
  ])('%i', (statusCode, local, server) => {
    expect(statusFailure('control', statusCode).error).toMatchObject({
      code: local,
      details: { statusCode, source: 'control' },
    })
    expect(statusFailure('server', statusCode).error).toMatchObject({
      code: server,
      details: { statusCode, source: 'server' },
    })
  })

  it('never calls a wrong PIN worth repeating', () => {
    for (const code of [9039, 9043, 4042, 9202, 9203, 9060, 9267])
      expect(statusFailure('control', code).error.retryable).toBe(false)
  })
})

const none = (reason: string): NetworkFailure => ({ kind: 'no-connection', reason })
const lost = (reason: 'time-out' | 'cut' | 'aborted'): NetworkFailure => ({ kind: 'reply-lost', reason })
const http = (status: number): NetworkFailure => ({ kind: 'http', status, retryAfterMs: null, code: null })
const bad: NetworkFailure = { kind: 'bad-reply', reason: 'not-json', status: 200 }
const certificate: NetworkFailure = { kind: 'certificate', reason: 'fingerprint', code: 'X' }

describe('controlFailure', () => {
  it.each<[NetworkFailure, string, boolean]>([
    [none('ECONNREFUSED'), 'CONTROL_ABSENT', true],
    [none('CONNECT_TIMEOUT'), 'CONTROL_TIMEOUT', true],
    [none('TIMEOUT'), 'CONTROL_TIMEOUT', true],
    [none('ABORTED'), 'CARD_REMOVED', true],
    [certificate, 'CONTROL_FINGERPRINT', false],
    [lost('time-out'), 'CONTROL_TIMEOUT', true],
    [lost('cut'), 'CONTROL_TIMEOUT', true],
    [lost('aborted'), 'CARD_REMOVED', true],
    [http(500), 'CONTROL_TIMEOUT', true],
    [http(404), 'CONTROL_TIMEOUT', true],
    [bad, 'CONTROL_BAD_REPLY', true],
  ])('%j', (failure, code, retryable) => {
    expect(controlFailure(failure).error).toMatchObject({ code, retryable })
  })
})

describe('serverFailure', () => {
  it.each<[NetworkFailure, string, string]>([
    // failure, of something that may be repeated, of something that must not
    [none('ECONNREFUSED'), 'NHI_UNREACHABLE', 'NHI_UNREACHABLE'],
    [none('TIMEOUT'), 'NHI_UNREACHABLE', 'NHI_UNREACHABLE'],
    [certificate, 'NHI_UNREACHABLE', 'NHI_UNREACHABLE'],
    [lost('time-out'), 'NHI_TIMEOUT', 'NHI_REPLY_LOST'],
    [lost('cut'), 'NHI_REPLY_LOST', 'NHI_REPLY_LOST'],
    [lost('aborted'), 'CARD_REMOVED', 'NHI_REPLY_LOST'],
    [http(500), 'NHI_SERVER_ERROR', 'NHI_SERVER_ERROR'],
    [http(503), 'NHI_SERVER_ERROR', 'NHI_SERVER_ERROR'],
    [http(404), 'NHI_REFUSED', 'NHI_REFUSED'],
    [bad, 'NHI_BAD_REPLY', 'NHI_BAD_REPLY'],
  ])('%j', (failure, repeatable, once) => {
    expect(serverFailure(failure, 'repeatable').error.code).toBe(repeatable)
    expect(serverFailure(failure, 'once').error.code).toBe(once)
  })

  it('waits and repeats after 429 and after no other refusal', () => {
    expect(serverFailure(http(429), 'repeatable').error).toMatchObject({ code: 'NHI_REFUSED', retryable: true })
    expect(serverFailure(http(404), 'repeatable').error.retryable).toBe(false)
  })
})
