import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { needsPacking } from '../layouts/diagnosisKinds.ts'
import { bufferOf, type LibrarySession } from './librarySession.ts'

/** hisGetICD10EnC and hisGetICD10DeC fill five and seven characters; more room does no harm. */
const codeRoom = 16

const unreadable = (call: string): Result<never> =>
  fail('CONTROL_BAD_REPLY', { retryable: true, details: { layout: call, reason: 'field', field: 'code' } })

/** What stands before the first NUL, without its padding. */
const textOf = (bytes: Uint8Array): string => {
  const end = bytes.indexOf(0)
  return Buffer.from(bytes.subarray(0, end === -1 ? bytes.length : end))
    .toString('latin1')
    .trimEnd()
}

const convert = async (
  session: LibrarySession,
  call: 'hisGetICD10EnC' | 'hisGetICD10DeC',
  code: string,
  pattern: RegExp,
): Promise<Result<string>> => {
  const answer = await session.ask(call, [Buffer.from(code, 'latin1'), codeRoom], { answerer: 'control' })
  if (!answer.ok) return answer
  const text = textOf(bufferOf(answer.value))
  return pattern.test(text) ? ok(text) : unreadable(call)
}

const each = async (
  codes: readonly string[],
  turn: (code: string) => Promise<Result<string>>,
): Promise<Result<readonly string[]>> => {
  const turned: string[] = []
  for (const code of codes) {
    const result = await turn(code)
    if (!result.ok) return result
    turned.push(result.value)
  }
  return ok(turned)
}

/** Codes as the card takes them, five characters at most: only the library knows how a longer one is packed. */
export const packDiagnoses = (session: LibrarySession, codes: readonly string[]): Promise<Result<readonly string[]>> =>
  each(codes, async (code) =>
    needsPacking(code) ? convert(session, 'hisGetICD10EnC', code, /^[\x21-\x7e]{1,5}$/) : ok(code),
  )

/** Codes as they are written in ICD-10. Whether the five characters are packed is for the library to tell: every code goes to it. */
export const unpackDiagnoses = (
  session: LibrarySession,
  codes: readonly string[],
): Promise<Result<readonly string[]>> =>
  each(codes, (code) => convert(session, 'hisGetICD10DeC', code, /^[0-9A-Z]{3,7}$/))
