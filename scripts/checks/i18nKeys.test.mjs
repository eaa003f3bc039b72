import { describe, expect, it } from 'vitest'
import { englishProblems, i18nProblems, keyUses, textKeys } from './i18nKeys.mjs'

const source = `
  const title = t('visit.title')
  const line = i18n.t(\`error.\${code}.title\`)
  const safe = \`error.\${code}.safe\`
  const next = \`error.\${code}.next\`
  const label = { key: 'visit.chosen.by.literal' }
  const all = t('visit.lists', { returnObjects: true })
`
const keys = [
  'visit.title',
  'visit.chosen.by.literal',
  'visit.lists.a',
  'error.X.title',
  'error.X.safe',
  'error.X.next',
]
const uses = [keyUses('a.tsx', source)]
const problemsOf = (over) => i18nProblems({ languages: { 'zh-TW': keys, en: keys }, uses, errorCodes: ['X'], ...over })

describe('textKeys', () => {
  it('gives the path of every text', () => {
    expect(textKeys({ a: { b: '一', c: { d: '二' } }, e: '三' }, ['ns'])).toEqual(['ns.a.b', 'ns.a.c.d', 'ns.e'])
  })
})

describe('i18nProblems', () => {
  it('finds nothing where all is used and translated', () => {
    expect(problemsOf({})).toEqual([])
  })

  it.each([
    ['a language behind', { languages: { 'zh-TW': keys, en: keys.slice(1) } }, 'en lacks visit.title'],
    ['a language ahead', { languages: { 'zh-TW': keys, en: [...keys, 'x.y'] } }, 'en has x.y, which zh-TW lacks'],
    ['an error code without words', { errorCodes: ['X', 'Y'] }, 'zh-TW lacks error.Y.title'],
    [
      'a key nobody wrote',
      { uses: [...uses, keyUses('c.ts', "t('visit.gone')")] },
      'a screen uses visit.gone, which zh-TW lacks',
    ],
    ['a text nobody shows', { languages: { 'zh-TW': [...keys, 'visit.old'] } }, 'no screen uses visit.old'],
    [
      'a name with a different shape',
      { languages: { 'zh-TW': [...keys, 'error.X.title.y'] } },
      'no screen uses error.X.title.y',
    ],
  ])('%s', (_, over, expected) => {
    expect(problemsOf(over)).toContain(expected)
  })

  it('takes plural forms for their key', () => {
    const plural = ['list.count_other']
    const use = [keyUses('a.ts', "t('list.count', { count })")]
    expect(i18nProblems({ languages: { 'zh-TW': plural }, uses: use, errorCodes: [] })).toEqual([])
  })
})

describe('plural forms', () => {
  const pluralUses = [keyUses('a.tsx', "t('visit.rows', { count })")]
  const formsOf = (original, english) =>
    i18nProblems({ languages: { 'zh-TW': original, en: english }, uses: pluralUses, errorCodes: [] })

  it('are in each language those that it tells apart', () => {
    expect(formsOf(['visit.rows_other'], ['visit.rows_one', 'visit.rows_other'])).toEqual([])
  })

  it.each([
    ['one is missing', ['visit.rows_other'], ['visit.rows_other'], 'en lacks visit.rows_one'],
    [
      'one too many',
      ['visit.rows_one', 'visit.rows_other'],
      ['visit.rows_one', 'visit.rows_other'],
      'zh-TW has visit.rows_one, and no number that takes it',
    ],
    [
      'only one language has them',
      ['visit.rows'],
      ['visit.rows_one', 'visit.rows_other'],
      'visit.rows has plural forms in en only',
    ],
    ['the text is missing', ['visit.rows_other'], [], 'en lacks visit.rows'],
  ])('%s', (_, original, english, problem) => {
    expect(formsOf(original, english)).toContain(problem)
  })
})

describe('englishProblems', () => {
  it.each([
    ['{{count}} visits', ['en counts without plural forms: a.b']],
    ['{{count}} are left', ['en counts without plural forms: a.b']],
    ['{{count}} waiting', []],
    ['Rows: {{count}}.', []],
    ["The patient's card", ['en has a straight apostrophe or quotation mark: a.b']],
    ['Untick "All"', ['en has a straight apostrophe or quotation mark: a.b']],
    ['The patient’s “home”', []],
    ['Saving…', ['en has dots for something under way: a.b']],
  ])('%s', (text, problems) => {
    expect(englishProblems({ 'a.b': text })).toEqual(problems)
  })

  it('lets a text with plural forms count', () => {
    expect(englishProblems({ 'a.b_one': '{{count}} visit', 'a.b_other': '{{count}} visits' })).toEqual([])
  })

  it('wants a full stop behind the title of an error, and nowhere else', () => {
    expect(
      englishProblems({ 'error.X.title': 'No card', 'error.X.safe': 'Nothing was written', 'a.title': 'Cards' }),
    ).toEqual(['en has a title without a full stop: error.X.title'])
  })
})
