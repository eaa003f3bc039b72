import { describe, expect, it } from 'vitest'
import { i18nProblems, keyUses, textKeys } from './i18nKeys.mjs'

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
    const plural = ['list.count_one', 'list.count_other']
    const use = [keyUses('a.ts', "t('list.count', { count })")]
    expect(i18nProblems({ languages: { 'zh-TW': plural }, uses: use, errorCodes: [] })).toEqual([])
  })
})
