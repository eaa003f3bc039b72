import { expect, it } from 'vitest'
import { newDiagnoses, textsOf } from './noteTemplate.ts'

const cold = { code: 'J06.9', nameZh: '急性上呼吸道感染', nameEn: '' }
const template = {
  kind: 'note' as const,
  name: '感冒',
  soap: { subjective: '喉嚨痛', objective: '', assessment: '', plan: '{{date}} 起 {{days}} 天' },
  diagnoses: [cold, { code: 'R05.1', nameZh: '急性咳嗽', nameEn: '' }],
}

it('writes the texts of a whole note with what is known filled in', () => {
  expect(textsOf(template, (text) => text.replace('{{date}}', '115/11/26'))).toEqual({
    subjective: '喉嚨痛',
    objective: '',
    assessment: '',
    plan: '115/11/26 起 {{days}} 天',
  })
})

it('adds each diagnosis once', () => {
  expect(newDiagnoses(template, [cold]).map(({ code }) => code)).toEqual(['R05.1'])
  expect(newDiagnoses(template, template.diagnoses)).toEqual([])
})
