import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** A file that is written line by line, and set aside when it has grown enough. */
export interface RotatingFile {
  write(line: string): void
  /** Makes sure that everything written is on the disk. */
  flush(): void
}

/**
 * Opens `<name>.log` for adding to it. Full ones become `<name>.1.log` (the newest) to `<name>.<kept>.log`, and older ones go.
 * Writing is synchronous, so that the last lines before a crash are there. A line that can't be written is given up: a full disk
 * must not stop the program, and says so elsewhere.
 */
export const openRotatingFile = (options: {
  readonly directory: string
  readonly name: string
  readonly maxBytes: number
  readonly kept: number
}): RotatingFile => {
  const fileOf = (age: number): string =>
    join(options.directory, age === 0 ? `${options.name}.log` : `${options.name}.${age}.log`)
  let handle: number | null = null
  let size = 0

  const open = (): number => {
    mkdirSync(options.directory, { recursive: true })
    const opened = openSync(fileOf(0), 'a', 0o600)
    size = fstatSync(opened).size
    handle = opened
    return opened
  }
  const rotate = (): void => {
    if (handle !== null) closeSync(handle)
    handle = null
    rmSync(fileOf(options.kept), { force: true })
    for (let age = options.kept - 1; age >= 0; age -= 1) {
      try {
        renameSync(fileOf(age), fileOf(age + 1))
      } catch {
        // Not there yet, or held open by a virus scanner: then it simply grows on.
      }
    }
  }

  return {
    write(line) {
      try {
        const bytes = Buffer.byteLength(line)
        let target = handle ?? open()
        if (size > 0 && size + bytes > options.maxBytes) {
          rotate()
          target = open()
        }
        writeSync(target, line)
        size += bytes
      } catch {
        if (handle === null) return
        const broken = handle
        handle = null
        try {
          closeSync(broken)
        } catch {
          // Closed already; the next line opens it anew.
        }
      }
    },
    flush() {
      if (handle !== null) fsyncSync(handle)
    },
  }
}
