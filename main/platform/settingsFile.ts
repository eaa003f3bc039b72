import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { type Settings, SettingsSchema } from '../../preload/contract/desk/settings.ts'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import { writeFileAtomically } from './atomicFile.ts'
import { readBounded } from './boundedFile.ts'
import { fileErrorCode, isOutOfSpace } from './fileErrors.ts'

const maxSettingsBytes = 1024 * 1024
const maxPemBytes = 256 * 1024
/** So many problems are named; a file of another kind would have hundreds. */
const maxProblems = 5

const invalid = (problem: string): Result<never> => fail('SETTINGS_INVALID', { details: { problem } })

/** Where the settings don't fit, by the path in the file: `clinic.providerNumber: Invalid string`. No values. */
const problemsOf = (error: z.ZodError): string =>
  error.issues
    .slice(0, maxProblems)
    .map(({ path, message }) => `${path.join('.')}: ${message}`)
    .join('\n')

/** The file's whole content as an object; null when there is no file. */
const readObject = async (file: string): Promise<Result<Record<string, unknown> | null>> => {
  let text: string | null
  try {
    text = await readBounded(file, maxSettingsBytes)
  } catch (error) {
    const code = fileErrorCode(error)
    if (code === null) throw error
    return code === 'ENOENT' ? ok(null) : invalid(code)
  }
  if (text === null) return invalid('too long')
  try {
    const parsed = z.record(z.string(), z.unknown()).safeParse(JSON.parse(text))
    return parsed.success ? ok(parsed.data) : invalid('not an object')
  } catch {
    return invalid('not JSON')
  }
}

/** The settings; null when there is no file yet. `SETTINGS_INVALID` (details.problem: paths and what is wrong there). */
export const readSettings = async (file: string): Promise<Result<Settings | null>> => {
  const read = await readObject(file)
  if (!read.ok) return read
  if (read.value === null) return ok(null)
  const parsed = SettingsSchema.safeParse(read.value)
  return parsed.success ? ok(parsed.data) : invalid(problemsOf(parsed.error))
}

/**
 * Checks and keeps settings. Top-level keys that aren't ours stay in the file. `SETTINGS_INVALID` (details.problem; also when the
 * file can't be written), `STORE_FULL`.
 */
export const writeSettings = async (file: string, settings: unknown): Promise<Result<null>> => {
  const parsed = SettingsSchema.safeParse(settings)
  if (!parsed.success) return invalid(problemsOf(parsed.error))
  const before = await readObject(file)
  const notes = before.ok ? before.value : null
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFileAtomically(file, `${JSON.stringify({ ...notes, ...parsed.data }, null, 2)}\n`)
    return ok(null)
  } catch (error) {
    if (isOutOfSpace(error)) return fail('STORE_FULL', { retryable: true })
    const code = fileErrorCode(error)
    if (code === null) throw error
    return invalid(code)
  }
}

/** Changes part of the settings as they are in the file now. `NOT_CONFIGURED` without a file, and the errors of both ways. */
export const changeSettings = async (file: string, change: Partial<Settings>): Promise<Result<null>> => {
  const read = await readSettings(file)
  if (!read.ok) return read
  return read.value === null ? fail('NOT_CONFIGURED') : writeSettings(file, { ...read.value, ...change })
}

/** The text of a certificate or key file. `SETTINGS_INVALID` (details.problem: `too long`, `not PEM`, or the system's code). */
export const readPem = async (file: string): Promise<Result<string>> => {
  try {
    const text = await readBounded(file, maxPemBytes)
    if (text === null) return invalid('too long')
    return /^-----BEGIN [A-Z0-9 ]+-----\r?$/m.test(text) ? ok(text) : invalid('not PEM')
  } catch (error) {
    const code = fileErrorCode(error)
    if (code === null) throw error
    return invalid(code)
  }
}
