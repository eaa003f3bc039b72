import { expect, it } from 'vitest'
import { OrderSetSchema } from '../../../../preload/contract/orders/orderSet.ts'
import { fittingSets } from './orderSets.ts'

const set = (name: string, keyword: string, number: number) =>
  OrderSetSchema.parse({
    orderSetId: `019a0000-0000-7000-8000-00000000000${number}`,
    practitionerId: null,
    name,
    keyword,
    orders: [
      {
        kind: 'procedure',
        code: '57017C',
        dose: null,
        frequency: null,
        route: null,
        days: null,
        quantity: 1,
        site: '',
        name: 'x',
      },
    ],
  })
const sets = [set('小兒感冒', 'cold2', 1), set('感冒三日', 'cold', 2), set('Diabetes', '', 3)]

it.each<[string, readonly string[]]>([
  ['', ['小兒感冒', '感冒三日', 'Diabetes']],
  ['cold', ['感冒三日', '小兒感冒']],
  ['ＣＯＬＤ2', ['小兒感冒']],
  ['感冒', ['感冒三日', '小兒感冒']],
  ['冒', []],
  ['dia', ['Diabetes']],
  ['AC36', []],
])('%s', (typed, names) => {
  expect(fittingSets(sets, typed).map(({ name }) => name)).toEqual(names)
})
