// The texts of the screens: the same keys in every language, none missing, none unused, three lines for each error code.
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { errorCodes } from '../../preload/contract/errors.ts'
import { projectRoot } from '../bootstrap/projectRoot.mjs'
import { i18nProblems, keyUses, textKeys } from './i18nKeys.mjs'

const texts = join(projectRoot, 'resources', 'i18n')
const rooms = ['renderer', 'main']

async function keysOf(language) {
  const folder = join(texts, language)
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json'))
  const trees = await Promise.all(files.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8'))))
  return files.flatMap((name, index) => textKeys(trees[index], [basename(name, '.json')]))
}

async function sources(room) {
  const names = await readdir(join(projectRoot, room), { recursive: true })
  return names
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|\.d\.ts$/.test(name))
    .map((name) => join(projectRoot, room, name))
}

const files = (await Promise.all(rooms.map(sources))).flat()
const uses = await Promise.all(files.map(async (path) => keyUses(path, await readFile(path, 'utf8'))))
const [original, english] = await Promise.all([keysOf('zh-TW'), keysOf('en')])
const problems = i18nProblems({ languages: { 'zh-TW': original, en: english }, uses, errorCodes })
for (const problem of problems) console.log(problem)
const asked = uses.reduce((sum, use) => sum + use.asked.length, 0)
console.log(
  `${original.length} texts, ${asked} places that use one by name, ${files.length} files, ${problems.length} problems.`,
)
if (original.length === 0 || asked === 0) console.log('Nothing was checked: no texts, or no use of them, was found.')
process.exitCode = problems.length > 0 || original.length === 0 || asked === 0 ? 1 : 0
