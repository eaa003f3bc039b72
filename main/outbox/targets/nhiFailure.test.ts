import { describe, expect, it } from 'vitest'
import type { AppError } from '../../../preload/contract/result.ts'
import { nhiFailure, personRefusal } from './nhiFailure.ts'

const error = (code: AppError['code'], details?: AppError['details']): AppError => ({
  code,
  retryable: false,
  ...(details === undefined ? {} : { details }),
})

describe('nhiFailure', () => {
  it.each([
    ['the upload', error('NHI_REFUSED', { statusCode: '5004', source: 'upload' }), 'NHI_REFUSED:5004'],
    ['the card services', error('NHI_REFUSED', { statusCode: 5004, source: 'server' }), 'NHI_REFUSED:server:5004'],
    [
      'the control software',
      error('SAM_NOT_VERIFIED', { statusCode: 4050, source: 'control' }),
      'SAM_NOT_VERIFIED:4050',
    ],
    ['HTTP alone', error('NHI_REFUSED', { httpStatus: 403, retryAfterMs: null }), 'NHI_REFUSED:http-403'],
    ['nobody by number', error('NHI_UNREACHABLE', { reason: 'ECONNREFUSED' }), 'NHI_UNREACHABLE'],
  ])('keeps the number, and tells whose it is: %s', (_, failure, code) => {
    expect(nhiFailure(failure).outcome).toMatchObject({ type: 'retry', code })
  })
})

describe('an HTTP status', () => {
  it.each([
    ['429 with Retry-After', 'NHI_REFUSED', 429, 120_000, { endpoint: 'answered', holdMs: 120_000 }, 120_000],
    ['429 without', 'NHI_REFUSED', 429, null, { endpoint: 'answered', holdMs: 60_000 }, 60_000],
    ['429 that asks for a day', 'NHI_REFUSED', 429, 86_400_000, { endpoint: 'answered', holdMs: 3_600_000 }, 3_600_000],
    ['403', 'NHI_REFUSED', 403, null, { endpoint: 'answered', holdMs: 60_000 }, 900_000],
    ['400', 'NHI_REFUSED', 400, null, { endpoint: 'answered', holdMs: 60_000 }, 900_000],
    ['503 with Retry-After', 'NHI_SERVER_ERROR', 503, 30_000, { endpoint: 'failing', holdMs: 30_000 }, 30_000],
    ['503 without', 'NHI_SERVER_ERROR', 503, null, { endpoint: 'failing', holdMs: null }, null],
  ] as const)('holds the end point and divides nothing: %s', (_, code, httpStatus, retryAfterMs, sorted, waits) => {
    expect(nhiFailure(error(code, { httpStatus, retryAfterMs }))).toMatchObject({
      ...sorted,
      remedy: null,
      outcome: { type: 'retry', retryAfterMs: waits },
    })
  })
})

describe('personRefusal', () => {
  it('names the number of a refused person at the field it would have filled', () => {
    expect(personRefusal(error('NHI_REFUSED', { statusCode: 9084, source: 'server' }))).toMatchObject({
      code: 'M15:9084',
      fieldErrors: [{ field: 'M15', code: '9084' }],
    })
    expect(personRefusal(error('NHI_REFUSED', { statusCode: 7777, source: 'server' }))).toBeNull()
  })
})
