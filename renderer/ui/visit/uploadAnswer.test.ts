import { describe, expect, it } from 'vitest'
import { readUploadAnswer } from './uploadAnswer.ts'

describe('readUploadAnswer', () => {
  it.each([
    ['NHI_UNREACHABLE', { kind: 'error', code: 'NHI_UNREACHABLE' }],
    ['NHI_REFUSED:5004', { kind: 'number', said: { source: 'upload', origin: 'upload', code: '5004' } }],
    ['NHI_REFUSED:server:5012', { kind: 'number', said: { source: 'nhi', origin: 'control', code: '5012' } }],
    ['SAM_NOT_VERIFIED:4050', { kind: 'number', said: { source: 'control', origin: 'control', code: '4050' } }],
    ['CONTROL_REFUSED:-1', { kind: 'number', said: { source: 'control', origin: 'control', code: '-1' } }],
    ['NHI_CARD_EXPIRED:5003', { kind: 'number', said: { source: 'nhi', origin: 'control', code: '5003' } }],
    ['0000', { kind: 'number', said: { source: 'upload', origin: 'upload', code: '0000' } }],
    ['M44:AA', { kind: 'field', field: 'M44', code: 'AA' }],
    ['M15:9084', { kind: 'field', field: 'M15', code: '9084' }],
    ['duplicate', { kind: 'word', word: 'duplicate' }],
    ['a:b:c', { kind: 'word', word: 'a:b:c' }],
    ['', { kind: 'word', word: '' }],
  ])('%s', (lastCode, answer) => {
    expect(readUploadAnswer(lastCode)).toEqual(answer)
  })
})
