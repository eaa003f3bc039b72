import type { CodeOrigin } from '../../../preload/contract/codes/codes.ts'
import type { AppError } from '../../../preload/contract/result.ts'

/** Whose number it is: the control software on this PC, the NHI's card services, its upload, or the card update before it. */
export type CodeSource = 'control' | 'nhi' | 'upload' | 'update'

/** A foreign number that came with an error. */
export interface SaidCode {
  readonly source: CodeSource
  readonly origin: CodeOrigin
  readonly code: string
}

type Failure = Pick<AppError, 'code' | 'details'>

/** Adapters name the answerer in details.source; one that doesn't is judged by the error's own code. */
const sourceOf = ({ code, details }: Failure): CodeSource => {
  if (details?.source === 'upload') return 'upload'
  if (details?.source === 'server') return 'nhi'
  if (details?.source === 'control') return 'control'
  return code.startsWith('NHI_') ? 'nhi' : 'control'
}

const said = (source: CodeSource, code: string | number): SaidCode => ({
  source,
  origin: source === 'upload' ? 'upload' : 'control',
  code: String(code),
})

const isNumber = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number'

/** The foreign numbers of an error; the last one is the nearest to the cause, and its next step is the one to take. */
export const saidCodes = (error: Failure): readonly SaidCode[] => {
  const { statusCode, updateStatusCode } = error.details ?? {}
  return [
    ...(isNumber(statusCode) ? [said(sourceOf(error), statusCode)] : []),
    ...(isNumber(updateStatusCode) ? [said('update', updateStatusCode)] : []),
  ]
}

/** What has words of its own on the card. */
const worded = new Set(['statusCode', 'updateStatusCode', 'source', 'field', 'code', 'line'])

/** The rest of the details, as support reads them (`pcsc=RemovedCard sw=6F00`): PC/SC names, status words, HTTP numbers. */
export const supportText = ({ details }: Failure): string =>
  Object.entries(details ?? {})
    .filter(([name, value]) => !worded.has(name) && value !== null && value !== '')
    // The update's number says more than that it was refused.
    .filter(([name]) => name !== 'updateError' || !isNumber(details?.updateStatusCode))
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ')
