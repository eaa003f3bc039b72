import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const room = import.meta.dirname
const sources = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
)
/** A word of the contract, a channel or an event; the lists that hold channels and events say nothing of their own. */
const named = /^(?:export const (?!\w+(?:Channels|Events)\b)(\w+)| {2}'([a-z-]+:[a-z-]+)': (?:channel\(|z\.|\w+Schema))/

/** What a text names without having said what it is. */
const unsaid = (text: string): readonly string[] => {
  const lines = text.split('\n')
  return lines.flatMap((line, at) => {
    const [, word, channel] = named.exec(line) ?? []
    const name = word ?? channel
    return name === undefined || lines[at - 1]?.trimEnd().endsWith('*/') === true ? [] : [name]
  })
}

it('says of every word, channel and event of the door what it is', () => {
  expect(sources.length).toBeGreaterThan(60)
  expect(
    sources.flatMap((file) => unsaid(readFileSync(join(room, file), 'utf8')).map((name) => `${file} ${name}`)),
  ).toEqual([])
})

it('sees what is not said', () => {
  const text =
    "/** Said. */\nexport const a = 1\nexport const b = 2\n  /** Said. */\n  'c:d': channel({})\n  'e:f': channel({})"
  expect(unsaid(text)).toEqual(['b', 'e:f'])
})
