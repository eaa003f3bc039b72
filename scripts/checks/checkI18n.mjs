// The texts of the screens: the same keys in every language, none missing, none unused, three lines for each error code, plural forms
// where English counts, one form of the marks, one word for one thing in Chinese, and no text in code.
import { readdir, readFile } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import { errorCodes } from '../../preload/contract/errors.ts'
import { projectRoot } from '../bootstrap/projectRoot.mjs'
import { chineseProblems } from './chineseWording.mjs'
import { englishProblems, i18nProblems, keyUses, textEntries } from './i18nKeys.mjs'
import { chineseTexts, textProblems } from './textInCode.mjs'

const texts = join(projectRoot, 'resources', 'i18n')
const rooms = ['renderer', 'main']

async function textsOf(language) {
  const folder = join(texts, language)
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json'))
  const trees = await Promise.all(files.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8'))))
  return files.flatMap((name, index) => textEntries(trees[index], [basename(name, '.json')]))
}

async function sources(room) {
  const names = await readdir(join(projectRoot, room), { recursive: true })
  return names
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|\.d\.ts$/.test(name))
    .map((name) => join(projectRoot, room, name))
}

/** The words of the NHI's codes, which screens show beside their own. */
async function codeTexts(language) {
  const { concepts } = JSON.parse(
    await readFile(join(projectRoot, 'resources', 'code-systems', 'nhi-codes.json'), 'utf8'),
  )
  return concepts.flatMap(({ origin, code, meaning, nextStep }) =>
    [meaning, nextStep].map((words, line) => [`nhi-codes ${origin} ${code} ${line + 1}`, words[language]]),
  )
}

const files = (await Promise.all(rooms.map(sources))).flat()
const codes = await Promise.all(files.map((path) => readFile(path, 'utf8')))
const uses = files.map((path, index) => keyUses(path, codes[index]))
const [zhTexts, enTexts] = await Promise.all([textsOf('zh-TW'), textsOf('en')])
const [original, english] = [zhTexts, enTexts].map((texts) => texts.map(([key]) => key))
/** What is shown to a person comes from these; the pretend door and fixtures only feed the screens. */
const isShown = (name) => !name.startsWith('renderer/dev/') && !name.includes('.fixture.')
const textsInCode = files
  .map((path, index) => [path.slice(projectRoot.length + 1).replaceAll(sep, '/'), codes[index]])
  .filter(([name]) => isShown(name))
  .map(([name, code]) => [name, chineseTexts(name, code)])
const problems = [
  ...i18nProblems({ languages: { 'zh-TW': original, en: english }, uses, errorCodes }),
  ...englishProblems(Object.fromEntries([...enTexts, ...(await codeTexts('en'))])),
  ...chineseProblems(Object.fromEntries([...zhTexts, ...(await codeTexts('zh'))])),
  ...textProblems(Object.fromEntries(textsInCode)),
]
for (const problem of problems) console.log(problem)
const asked = uses.reduce((sum, use) => sum + use.asked.length, 0)
console.log(
  `${original.length} texts, ${asked} places that use one by name, ${files.length} files, ${problems.length} problems.`,
)
if (original.length === 0 || asked === 0) console.log('Nothing was checked: no texts, or no use of them, was found.')
process.exitCode = problems.length > 0 || original.length === 0 || asked === 0 ? 1 : 0
