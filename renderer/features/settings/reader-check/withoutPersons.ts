import type { ErrorView } from '../../../../preload/contract/errorView.ts'

const longest = 120
const gap = '…'

/**
 * A text from outside without whatever could be a person's: everything that isn't ASCII (names), a path to its end (the system's
 * folders carry its user's name), and ids, numbers and dates in one piece. Nothing is looked up; what could be personal goes.
 */
export const withoutPersons = (text: string): string =>
  text
    .slice(0, 1000)
    .replace(/(?:[A-Za-z]:[\\/]|\\\\|~[\\/]|[\\/][^\\/]+[\\/]).*$/s, gap)
    .replace(/[^\x20-\x7e…]+/g, gap)
    .replace(/[A-Za-z][0-9A-Da-d]\d{8}/g, gap)
    .replace(/\d{4}([-/.])\d{1,2}\1\d{1,2}/g, gap)
    .replace(/\d{2,3}([-/])\d{1,2}\1\d{1,2}/g, gap)
    .replace(/\d{6,}/g, gap)
    .slice(0, longest)

/** Details that are codes by their nature; any other is left out, whatever it holds. */
const codes = [
  'statusCode',
  'updateStatusCode',
  'source',
  'sw',
  'pcsc',
  'httpStatus',
  'kind',
  'reason',
  'cause',
  'adapter',
]

/** No number of the NHI, the network or PC/SC is longer as a decimal; a PIN or a card number is. */
const largestNumber = 99_999

const codeOf = (value: unknown): string | null => {
  if (typeof value === 'number') return Math.abs(value) <= largestNumber ? String(value) : null
  if (typeof value !== 'string' || !/^[\w.-]{1,40}$/.test(value)) return null
  return withoutPersons(value) === value ? value : null
}

/** An error as support reads it: its code, and the foreign codes that came with it (`statusCode=9202 source=control`). */
export const errorCodes = ({ code, details = {} }: ErrorView): string =>
  [
    code,
    ...codes.flatMap((name) => {
      const value = codeOf(details[name])
      return value === null ? [] : [`${name}=${value}`]
    }),
  ].join(' ')
