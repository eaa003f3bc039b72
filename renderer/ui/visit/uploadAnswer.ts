import { type ErrorCode, errorCodes } from '../../../preload/contract/errors.ts'
import type { SaidCode } from './saidCodes.ts'

/** What a target answered, taken apart: one of our own codes, a number of the NHI, a refused field, or a word we don't know. */
export type UploadAnswer =
  | { readonly kind: 'error'; readonly code: ErrorCode }
  | { readonly kind: 'number'; readonly said: SaidCode }
  | { readonly kind: 'field'; readonly field: string; readonly code: string }
  | { readonly kind: 'word'; readonly word: string }

const isErrorCode = (code: string): code is ErrorCode => (errorCodes as readonly string[]).includes(code)

/**
 * Reads an outbox row's `lastCode`: `NHI_UNREACHABLE`, `NHI_REFUSED:5004` (the upload's RtnCode), `NHI_REFUSED:server:5012` (the
 * NHI's card services), `SAM_NOT_VERIFIED:4050` (the control software), `M44:AA` (a refused field), `0000`.
 */
export const readUploadAnswer = (lastCode: string): UploadAnswer => {
  if (isErrorCode(lastCode)) return { kind: 'error', code: lastCode }
  if (/^\d{4}$/.test(lastCode)) {
    return { kind: 'number', said: { source: 'upload', origin: 'upload', code: lastCode } }
  }
  const [first = '', ...rest] = lastCode.split(':')
  const last = rest.at(-1)
  if (last === undefined) return { kind: 'word', word: lastCode }
  if (!isErrorCode(first))
    return rest.length === 1 ? { kind: 'field', field: first, code: last } : { kind: 'word', word: lastCode }
  if (first === 'NHI_REFUSED' && rest.length === 1) {
    return { kind: 'number', said: { source: 'upload', origin: 'upload', code: last } }
  }
  const source = first.startsWith('NHI_') || rest[0] === 'server' ? 'nhi' : 'control'
  return { kind: 'number', said: { source, origin: 'control', code: last } }
}
