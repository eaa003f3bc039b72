import { beforeEach, expect, it, vi } from 'vitest'
import type { EncounterId } from '../../../../preload/contract/words.ts'
import { useConsultation } from '../consultationStore.ts'
import { copyInto } from './copyPast.ts'

const encounterId = '019a0000-0000-7000-8000-000000000001' as EncounterId
const cold = { code: 'J06.9', nameZh: '急性上呼吸道感染', nameEn: '' }
const draft = () => useConsultation.getState().drafts[encounterId]

beforeEach(() => {
  vi.stubGlobal('window', {})
  useConsultation.setState({
    drafts: {
      [encounterId]: {
        soap: { subjective: '咳嗽\n', objective: '', assessment: '', plan: '' },
        diagnoses: [],
        orders: [],
      },
    },
  })
})

it('takes a diagnosis over once, and hands a part of a note to the note', () => {
  const onCopied = vi.fn()
  const append = vi.fn()
  const copy = copyInto(encounterId, onCopied, append)
  copy.diagnosis(cold)
  copy.diagnosis(cold)
  copy.note('plan', '多喝水')
  expect(draft()?.diagnoses).toEqual([cold])
  expect(append).toHaveBeenCalledExactlyOnceWith('plan', '多喝水')
  expect(onCopied).toHaveBeenCalledTimes(3)
})

it('is nothing to a visit that has no draft any more', () => {
  const onCopied = vi.fn()
  const append = vi.fn()
  copyInto('019a0000-0000-7000-8000-000000000002' as EncounterId, onCopied, append).note('plan', '多喝水')
  expect(onCopied).not.toHaveBeenCalled()
  expect(append).not.toHaveBeenCalled()
})
