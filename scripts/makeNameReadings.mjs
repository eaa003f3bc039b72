// Makes resources/code-systems/name-readings.json from the Unicode Han Database: `node scripts/makeNameReadings.mjs Unihan_Readings.txt`.
// Of each character only what it may begin with when it is spoken is kept: the first zhuyin sign of each of its readings.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from './bootstrap/projectRoot.mjs'

/** Readings that people's names have and general dictionaries leave out, or give for another meaning only. */
const ofNames = {
  仇: 'qiú',
  任: 'rén',
  區: 'ōu',
  召: 'shào',
  員: 'yùn',
  單: 'shàn',
  尉: 'yù',
  晟: 'chéng shèng',
  曾: 'zēng',
  朴: 'piáo pǔ',
  查: 'zhā',
  樂: 'yuè lè',
  洗: 'xiǎn',
  種: 'chóng',
  翟: 'zhái dí',
  葉: 'yè',
  蓋: 'gě gài',
  祭: 'zhài',
  繆: 'miào móu',
  覃: 'qín tán',
  解: 'xiè jiě',
  長: 'zhǎng cháng',
  靳: 'jìn',
  黑: 'hè hēi',
}

/** Modern readings; kHanyuPinyin alone would add those of a thousand years. */
const fields = new Set(['kMandarin', 'kHanyuPinlu', 'kXHC1983'])

const initials = [
  ['zh', 'ㄓ'],
  ['ch', 'ㄔ'],
  ['sh', 'ㄕ'],
  ['ang', 'ㄤ'],
  ['eng', 'ㄥ'],
  ['ai', 'ㄞ'],
  ['ei', 'ㄟ'],
  ['ao', 'ㄠ'],
  ['ou', 'ㄡ'],
  ['an', 'ㄢ'],
  ['en', 'ㄣ'],
  ['er', 'ㄦ'],
  ['yu', 'ㄩ'],
  ['y', 'ㄧ'],
  ['w', 'ㄨ'],
  ['a', 'ㄚ'],
  ['o', 'ㄛ'],
  ['e', 'ㄜ'],
  ...[...'bpmfdtnlgkhjqxrzcs'].map((letter, index) => [letter, 'ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄖㄗㄘㄙ'[index]]),
]

const plain = (reading) => reading.normalize('NFD').replace(/[\u0300\u0301\u0304\u030c\u0308]/g, '')

/** The first zhuyin sign of a syllable of pinyin. `yong` is spoken with the vowel of `yu`, whatever pinyin writes. */
const zhuyinOf = (reading) => {
  const syllable = plain(reading).replace(/^yong/, 'yung')
  if (/^(m|n|ng|hm|hng)$/.test(syllable)) return null
  return initials.find(([start]) => syllable.startsWith(start))?.[1] ?? null
}

const [path] = process.argv.slice(2)
if (path === undefined) throw new Error('Name the file Unihan_Readings.txt of the Unicode Han Database.')
const text = await readFile(path, 'utf8')
const version = /Unicode version: ([\d.]+)/.exec(text)?.[1]
if (version === undefined) throw new Error(`${path} is no file of the Unicode Han Database.`)

const characters = new Map()
const add = (character, reading) => {
  const sign = zhuyinOf(reading)
  if (sign === null) return
  const of = characters.get(sign) ?? new Set()
  characters.set(sign, of.add(character))
}
for (const line of text.split('\n')) {
  const [code, field, value = ''] = line.split('\t')
  if (!code.startsWith('U+') || !fields.has(field)) continue
  const character = String.fromCodePoint(Number.parseInt(code.slice(2), 16))
  const readings = value.split(/\s+/).flatMap((part) => part.replace(/^.*:/, '').replace(/\(.*$/, '').split(','))
  for (const reading of readings) add(character, reading)
}
for (const [character, readings] of Object.entries(ofNames)) {
  for (const reading of readings.split(' ')) add(character, reading)
}
const table = {
  edition: `unihan-${version}-1`,
  source:
    'Unicode Han Database (Unihan_Readings.txt: kMandarin, kHanyuPinlu, kXHC1983), with readings of surnames added',
  licence: 'Unicode License v3, https://www.unicode.org/license.txt; © Unicode, Inc.',
  initials: Object.fromEntries([...characters].sort().map(([sign, of]) => [sign, [...of].sort().join('')])),
}
const file = join(projectRoot, 'resources', 'code-systems', 'name-readings.json')
await writeFile(file, `${JSON.stringify(table, null, 2)}\n`)
console.log(
  `${new Set([...characters.values()].flatMap((of) => [...of])).size} characters under ${characters.size} signs: ${file}`,
)
