import i18next from 'i18next'
import { expect, it } from 'vitest'
import { TwdSchema } from '../../../preload/contract/words.ts'
import { zhTW } from '../../i18n/resources.ts'
import { copaymentOptions } from './copaymentOptions.ts'

const words = i18next.createInstance()
await words.init({ lng: 'zh-TW', resources: { 'zh-TW': { translation: zhTW } } })

it('names what is paid, where that is one amount', () => {
  const codes = [
    { code: 'A00', name: '急診', amount: TwdSchema.parse(1150) },
    { code: 'D10', name: '一般', amount: null },
  ]
  expect(copaymentOptions(words.t, codes)).toEqual([
    { value: 'A00', label: '急診　NT$1,150', aside: 'A00' },
    { value: 'D10', label: '一般', aside: 'D10' },
  ])
})
