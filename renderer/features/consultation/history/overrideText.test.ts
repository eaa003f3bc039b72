import i18next from 'i18next'
import { expect, it } from 'vitest'
import { type AlertTopic, alertKey } from '../../../../preload/contract/orders/orderAlert.ts'
import { zhTW } from '../../../i18n/resources.ts'
import { overrideText } from './overrideText.ts'

const words = i18next.createInstance()
await words.init({ lng: 'zh-TW', resources: { 'zh-TW': { translation: zhTW } }, interpolation: { escapeValue: false } })
const orders = [{ code: 'AC25524100' }, { code: 'AC24132100' }]
const said = (topic: Omit<AlertTopic, 'code' | 'substance'>, reason = '') =>
  overrideText(
    words.t,
    { key: alertKey({ ...topic, code: 'AC24132100', substance: 'amoxicillin' }), choice: 'tolerated', words: reason },
    orders,
  )

it('says what was said against a drug, and why it was ordered all the same', () => {
  const chosen = zhTW.alert.choice.tolerated
  expect(said({ kind: 'allergy', detail: '盤尼西林: 2020 起疹' }, '去年使用過')).toBe(
    `仍開立：過敏：盤尼西林: 2020 起疹（amoxicillin），理由：${chosen} 去年使用過`,
  )
  // The words begin as the choice's own.
  expect(said({ kind: 'duplicate', detail: 'AC25524100' }, chosen)).toBe(
    `仍開立：重複：與第 1 列同為 amoxicillin，理由：${chosen}`,
  )
  expect(said({ kind: 'overlap', detail: '2026-12-07' })).toContain('前次 amoxicillin 可用到 115')
  expect(said({ kind: 'nhi-renal', detail: '腎功能不全者減量' })).toBe(
    `仍開立：健保署提醒${zhTW.alert.nhi.kind.renal}：腎功能不全者減量，理由：${chosen}`,
  )
  expect(said({ kind: 'overlap', detail: 'card:2026-12-07' })).toContain('健保卡用藥：amoxicillin 可用到 115')
})
