import { describe, expect, it } from 'vitest'
import { chineseProblems } from './chineseWording.mjs'

describe('chineseProblems', () => {
  it.each([
    ['打印收據', ['zh-TW says 打印 for 列印: a.b']],
    ['這次就診已結帳', ['zh-TW says 結帳 for 結案: a.b', 'zh-TW says 就診 for 就醫: a.b']],
    ['請病人到院就診', []],
    ['讀卡機,沒有卡片', ['zh-TW has a half-width mark beside Chinese: a.b']],
    ['共{{count}} 筆', []],
    ['保留30天', ['zh-TW has no space between Chinese and letters or figures: a.b']],
    ['請按 F6 ，再試', ['zh-TW has a space beside a full-width mark: a.b']],
    ['讀取中…', ['zh-TW has dots for something under way: a.b']],
    ['憑證（SHA-256）已採用；請按「設定」，50% 以上', []],
  ])('%s', (text, problems) => {
    expect(chineseProblems({ 'a.b': text })).toEqual(problems)
  })

  it('wants a full stop behind the title of an error, and nowhere else', () => {
    expect(
      chineseProblems({ 'error.X.title': '讀不到卡片', 'error.X.safe': '沒有寫入資料', 'a.title': '卡片' }),
    ).toEqual(['zh-TW has a title without a full stop: error.X.title'])
  })
})
