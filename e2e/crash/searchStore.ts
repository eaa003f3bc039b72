// `node e2e/crash/searchStore.ts DATA-DIRECTORY TEXT...`: prints as JSON for each text the tables of the running program's store that
// hold it, in whatever column and also inside packed texts. A process of its own, because the driver is native code.
import { join } from 'node:path'
import { unpackText } from '../../main/store/packedText.ts'
import { openStoreFile } from './storeFile.ts'

const [dataDirectory, ...texts] = process.argv.slice(2)
if (dataDirectory === undefined || texts.length === 0) throw new Error('usage: searchStore.ts DATA-DIRECTORY TEXT...')

const wordsOf = (value: unknown): readonly string[] =>
  value instanceof Uint8Array ? [Buffer.from(value).toString('utf8'), unpackText(value) ?? ''] : [String(value)]

const database = openStoreFile(dataDirectory, join(dataDirectory, 'clinic.db'), 'running')
const tables = database.prepare<[], string>(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all()
const found = new Map(texts.map((text) => [text, new Set<string>()]))
for (const table of tables) {
  for (const row of database.prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}"`).iterate()) {
    for (const words of Object.values(row).flatMap(wordsOf)) {
      for (const [text, holders] of found) if (words.includes(text)) holders.add(table)
    }
  }
}
database.close()
process.stdout.write(JSON.stringify(Object.fromEntries([...found].map(([text, holders]) => [text, [...holders]]))))
