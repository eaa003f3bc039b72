import { expect, it } from 'vitest'
import { causedBy } from './causedBy.ts'

it('takes the number of the error behind along, and names it', () => {
  expect(causedBy({ code: 'NHI_TIMEOUT', details: { statusCode: 9003, source: 'server' } })).toEqual({
    statusCode: 9003,
    source: 'server',
    cause: 'NHI_TIMEOUT',
  })
  expect(causedBy({ code: 'NHI_UNREACHABLE' })).toEqual({ cause: 'NHI_UNREACHABLE' })
})
