import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const room = import.meta.dirname

/** The codes of the README's second table, ranges written out. */
const leftToTheNhi = (readme: string): readonly string[] =>
  (readme.split('## What is left to the NHI')[1] ?? '').split('\n').flatMap((line) =>
    (/^\| ([^|]+) \|/.exec(line)?.[1] ?? '').split(', ').flatMap((part) => {
      const [, letters = '', from = '', to = from] = /^([A-Z]*)(\d+)(?:–[A-Z]*(\d+))?$/.exec(part) ?? []
      if (from === '') return [part]
      const count = Number(to) - Number(from) + 1
      return Array.from(
        { length: count },
        (_, index) => letters + String(Number(from) + index).padStart(from.length, '0'),
      )
    }),
  )

it('has each code on designated clinics and on orders before their visit held back here or left to the NHI with its reason', () => {
  const rules = readdirSync(room)
    .filter((name) => name.endsWith('Rules.ts'))
    .map((name) => readFileSync(join(room, name), 'utf8'))
    .join('\n')
  const left = leftToTheNhi(readFileSync(join(room, 'README.md'), 'utf8'))
  for (const code of ['AD19', 'AD20', 'AD21', 'BD01', 'BE', 'BE01', 'D050']) {
    expect(left.includes(code) || rules.includes(`'${code}'`), code).toBe(true)
  }
})
