import { describe, expect, it } from 'vitest'
import { fileProblems } from './fileProblem.ts'

describe('what main says of a broken settings file', () => {
  it.each([
    ['not JSON', [{ kind: 'file', reason: 'not JSON' }]],
    [
      'clinic.providerNumber: Invalid string\nnhiServer.baseUrls.0: Invalid URL',
      [
        { kind: 'field', section: 'clinic', path: 'clinic.providerNumber' },
        { kind: 'field', section: 'nhiServer', path: 'nhiServer.baseUrls.0' },
      ],
    ],
    ['version: Invalid input', [{ kind: 'other', text: 'version: Invalid input' }]],
    ['EIO', [{ kind: 'other', text: 'EIO' }]],
    ['\n \n', []],
  ])('%j', (problem, expected) => {
    expect(fileProblems(problem)).toEqual(expected)
  })
})
