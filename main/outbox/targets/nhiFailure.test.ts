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
    ['nobody by number', error('NHI_UNREACHABLE', { reason: 'ECONNREFUSED' }), 'NHI_UNREACHABLE'],
  ])('keeps the number, and tells whose it is: %s', (_, failure, code) => {
    expect(nhiFailure(failure).outcome).toMatchObject({ type: 'retry', code })
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
