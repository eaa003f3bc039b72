import i18next from 'i18next'
import { expect, it } from 'vitest'
import { zhTW } from '../../../i18n/resources.ts'
import { withChoice } from './reasonChoice.ts'

const words = i18next.createInstance()
await words.init({ lng: 'zh-TW', resources: { 'zh-TW': { translation: zhTW } } })
const { choice: labels } = zhTW.alert
const key = 'allergy:AC24132100:amoxicillin:penicillin'
const choose = withChoice(words.t, key)

it('begins with the words of the choice', () => {
  expect(choose('needed', undefined)).toEqual({ key, choice: 'needed', words: labels.needed })
})

it('says nothing of the choice before, once another is made', () => {
  expect(choose('tolerated', choose('needed', undefined))).toEqual({
    key,
    choice: 'tolerated',
    words: labels.tolerated,
  })
  expect(choose('needed', choose('other', undefined)).words).toBe(labels.needed)
})

it('leaves the words of another reason to the doctor', () => {
  expect(choose('other', undefined).words).toBe('')
  expect(choose('other', choose('needed', undefined)).words).toBe('')
})

it('keeps what the doctor has typed', () => {
  expect(choose('tolerated', { key, choice: 'needed', words: '去年用過' }).words).toBe('去年用過')
  expect(choose('needed', { key, choice: 'other', words: '已備急救藥' }).words).toBe('已備急救藥')
})
