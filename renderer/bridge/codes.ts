import type { CodeDescription, CodeOrigin } from '../../preload/contract/codes/codes.ts'
import { useDeskQuery } from './query.ts'

/** What is known of a number: its words, or why there are none (`unknown`: not in the table; `unasked`: the table isn't here). */
export type CodeWords = CodeDescription | 'unknown' | 'unasked'
export type DescribeCode = (origin: CodeOrigin, code: string) => CodeWords

/** Looks numbers up in a table that has arrived, or (undefined) has not. */
export const codeBook = (codes: readonly CodeDescription[] | undefined): DescribeCode => {
  if (codes === undefined) return () => 'unasked'
  const byKey = new Map(codes.map((entry) => [`${entry.origin}:${entry.code}`, entry]))
  return (origin, code) => byKey.get(`${origin}:${code}`) ?? 'unknown'
}

const books = new WeakMap<readonly CodeDescription[], DescribeCode>()
const notYet = codeBook(undefined)

/** The NHI's codes in words. Asked of main by the first screen that has a number to show, and kept. */
export const useCodes = (): DescribeCode => {
  const { data } = useDeskQuery('codes:all', {})
  if (data === undefined) return notYet
  const book = books.get(data) ?? codeBook(data)
  books.set(data, book)
  return book
}
