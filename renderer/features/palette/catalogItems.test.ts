import type { TFunction } from 'i18next'
import { describe, expect, it, vi } from 'vitest'
import type { ChannelOutput } from '../../../preload/contract/index.ts'
import { diagnosisItems, drugItems } from './catalogItems.ts'

/** Keys with what is put into them, in place of words. */
const t = ((key: string, values?: object) =>
  values === undefined ? key : `${key} ${JSON.stringify(values)}`) as TFunction

const order = (
  code: string,
  over: Partial<ChannelOutput<'catalog:search-orders'>[number]> = {},
): ChannelOutput<'catalog:search-orders'>[number] => ({
  kind: 'drug',
  code,
  nameZh: '',
  nameEn: 'Syntholol 500 mg',
  ingredient: 'syntholol',
  unit: '錠',
  unitPoints: 1.5,
  usual: { dose: 1, frequency: 'TID', route: 'PO', days: 3, quantity: null },
  favourite: false,
  ...over,
})
const cold = {
  code: 'J00',
  nameZh: '急性鼻咽炎（感冒）',
  nameEn: 'Acute nasopharyngitis',
  billable: true,
  favourite: false,
}

describe('drugs', () => {
  it('show names and price, and leave procedures out', () => {
    const found = [
      order('AC00000100'),
      order('00101B', { kind: 'procedure' }),
      order('AC00000200', { unitPoints: null }),
    ]
    expect(drugItems(t, found, null)).toEqual([
      {
        id: 'drug:AC00000100',
        group: 'drugs',
        label: 'AC00000100',
        detail: 'Syntholol 500 mg · syntholol',
        mark: 'app.points {"points":1.5}',
        run: null,
      },
      expect.objectContaining({ id: 'drug:AC00000200', mark: 'order.unpriced', run: null }),
    ])
  })

  it('are six at most', () => {
    const found = Array.from({ length: 30 }, (_, index) => order(`AC${index}`))
    expect(drugItems(t, found, null).map(({ label }) => label)).toEqual(['AC0', 'AC1', 'AC2', 'AC3', 'AC4', 'AC5'])
  })

  it('go onto the sheet as they were found', () => {
    const takeOrder = vi.fn()
    const item = order('AC00000100')
    drugItems(t, [item], { takeOrder })[0]?.run?.()
    expect(takeOrder).toHaveBeenCalledExactlyOnceWith(item)
  })

  it('do nothing while nothing can be ordered', () => {
    expect(drugItems(t, [order('AC00000100')], { takeOrder: null })[0]?.run).toBeNull()
  })
})

describe('diagnoses', () => {
  it('show both names, and which of them cannot be claimed', () => {
    const [one, other] = diagnosisItems(t, [cold, { ...cold, code: 'J01', billable: false }], null)
    expect(one).toEqual({
      id: 'diagnosis:J00',
      group: 'diagnoses',
      label: 'J00',
      detail: '急性鼻咽炎（感冒） · Acute nasopharyngitis',
      run: null,
    })
    expect(other?.mark).toBe('consultation.diagnosis.notBillable')
  })

  it('go into the record without what only the search knows', () => {
    const takeDiagnosis = vi.fn()
    diagnosisItems(t, [cold], { takeDiagnosis })[0]?.run?.()
    expect(takeDiagnosis).toHaveBeenCalledExactlyOnceWith({ code: cold.code, nameZh: cold.nameZh, nameEn: cold.nameEn })
  })

  it('do nothing where there is no room for another', () => {
    expect(diagnosisItems(t, [cold], { takeDiagnosis: null })[0]?.run).toBeNull()
  })
})
