import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import { readBounded } from './boundedFile.ts'
import { fileErrorCode } from './fileErrors.ts'

/** The bookshelf: rules, code systems and words that ship with the program. */
export interface Resources {
  /**
   * A JSON file, by its path inside the resources (`rules/copayment.json`). `RULES_MISSING` (details.file and details.problem)
   * when it is absent, unreadable or doesn't fit the schema.
   */
  readJson<Schema extends z.ZodType>(path: string, schema: Schema): Promise<Result<z.output<Schema>>>
  /** A text file of at most 64 MB; `RULES_MISSING` as above. */
  readText(path: string): Promise<Result<string>>
  /** The names of the JSON files of a folder, in order; none when there is no such folder. */
  list(folder: string): Promise<readonly string[]>
}

/** The whole ICD-10-CM with both names is some 20 MB as JSON. */
const maxBytes = 64 * 1024 * 1024

/** Where the resources lie: in the source tree, or beside a packaged program. */
export const resourceRoot = (app: {
  readonly isPackaged: boolean
  readonly appPath: string
  readonly resourcesPath: string
}): string => join(app.isPackaged ? app.resourcesPath : app.appPath, 'resources')

const missing = (file: string, problem: string): Result<never> => fail('RULES_MISSING', { details: { file, problem } })

const readTextOf = async (root: string, path: string): Promise<Result<string>> => {
  try {
    const text = await readBounded(join(root, path), maxBytes)
    return text === null ? missing(path, 'too long') : ok(text)
  } catch (error) {
    const code = fileErrorCode(error)
    if (code === null) throw error
    return missing(path, code)
  }
}

export const createResources = ({ root }: { readonly root: string }): Resources => ({
  async readJson(path, schema) {
    const text = await readTextOf(root, path)
    if (!text.ok) return text
    let json: unknown
    try {
      json = JSON.parse(text.value)
    } catch {
      return missing(path, 'not JSON')
    }
    const parsed = schema.safeParse(json)
    if (parsed.success) return ok(parsed.data)
    const issue = parsed.error.issues[0]
    return missing(path, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
  },
  readText: (path) => readTextOf(root, path),
  async list(folder) {
    try {
      const names = await readdir(join(root, folder))
      return names.filter((name) => name.endsWith('.json')).sort()
    } catch (error) {
      if (fileErrorCode(error) === 'ENOENT') return []
      throw error
    }
  },
})
