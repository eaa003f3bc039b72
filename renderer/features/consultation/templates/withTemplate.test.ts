import { expect, it } from 'vitest'
import { withTemplate } from './withTemplate.ts'

const cold = { code: 'J06.9', nameZh: '急性上呼吸道感染', nameEn: '' }

it('writes a whole note behind what stands there, fills in what is known, and takes a diagnosis once', () => {
  const draft = {
    soap: { subjective: '咳嗽', objective: '', assessment: '待查', plan: '' },
    diagnoses: [cold],
  }
  const template = {
    kind: 'note' as const,
    name: '感冒',
    soap: { subjective: '喉嚨痛', objective: '', assessment: '', plan: '{{date}} 起 {{days}} 天' },
    diagnoses: [cold, { code: 'R05.1', nameZh: '急性咳嗽', nameEn: '' }],
  }
  const filled = withTemplate(draft, template, (text) => text.replace('{{date}}', '115/11/26'))
  expect(filled.soap).toEqual({
    subjective: '咳嗽\n喉嚨痛',
    objective: '',
    assessment: '待查',
    plan: '115/11/26 起 {{days}} 天',
  })
  expect(filled.diagnoses.map(({ code }) => code)).toEqual(['J06.9', 'R05.1'])
})
