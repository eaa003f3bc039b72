import { describe, expect, it } from 'vitest'
import { chineseTexts, textProblems } from './textInCode.mjs'

describe('chineseTexts', () => {
  it.each([
    ['a string', "const word = '掛號'", ['掛號']],
    ['a mark between words', "names.join('、')", ['、']],
    ['the parts of a template', `const line = \`第\${n}號，\${m}位\``, ['第', '號，', '位']],
    ['a template without holes', 'const line = `候診`', ['候診']],
    ['JSX text', 'const part = <p>（{code}）</p>', ['（', '）']],
    ['an attribute', 'const part = <p title="候診" />', ['候診']],
    ['no comment', '/** 看診 */ const open = true // 批價', []],
    ['no regular expression', 'text.split(/[、，]/)', []],
    ['no wide space', `const line = \`\${a}\u3000\${b}\``, []],
    ['no English', "const word = 'Waiting…'", []],
  ])('finds %s', (_, source, found) => {
    expect(chineseTexts('a.tsx', source)).toEqual(found)
  })
})

describe('textProblems', () => {
  it('names a file with text and no reason, and a reason without text', () => {
    const texts = { 'renderer/a.tsx': ['候診'], 'main/b.ts': ['主訴'], 'main/c.ts': [] }
    expect(textProblems(texts, { 'main/b.ts': 'a title', 'main/c.ts': 'gone' })).toEqual([
      'renderer/a.tsx has text in code: 候診',
      'main/c.ts has no text in code any more: take it off the list',
    ])
  })
})
