import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** A JSON document on disk that survives the process; written whole, by way of a temporary file. */
export interface JsonFile<T> {
  readonly value: T
  /** Writes the present value; returns after the rename. */
  save(): void
  /** Puts another value in place and writes it. */
  replace(value: T): void
}

/** Opens the document, or starts it with `initial()` when there is none. The simulators trust their own files. */
export function openJsonFile<T>(path: string, initial: () => T): JsonFile<T> {
  let value: T = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : initial()
  const save = (): void => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(`${path}.new`, JSON.stringify(value), { mode: 0o600 })
    renameSync(`${path}.new`, path)
  }
  return {
    get value() {
      return value
    },
    save,
    replace(next) {
      value = next
      save()
    },
  }
}
