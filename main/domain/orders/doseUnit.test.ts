import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadRules } from '../../app/loadTables.ts'
import { createResources } from '../../platform/resourceFiles.ts'
import { rulesOn } from '../tables/ruleTables.ts'
import { doseUnitOf } from './doseUnit.ts'

const loaded = await loadRules(createResources({ root: join(import.meta.dirname, '..', '..', '..', 'resources') }))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
const { frequencies } = rulesOn(loaded.value, '2026-11-26')

const order = { dose: 1, frequency: 'BID', route: 'SKIN', days: 7, quantity: 1 } as const

it.each([
  ['one tube for a week', order, ''],
  ['a bottle when needed', { ...order, frequency: 'PRN', route: 'INHL' }, ''],
  ['as many pieces as doses', { ...order, route: 'INHL', days: 3, quantity: 6 }, '支'],
  ['a total that the rule gives', { ...order, quantity: null }, '支'],
  ['tablets of which some are left at home', { ...order, route: 'PO', quantity: 6 }, '支'],
])('%s', (_, given, unit) => {
  expect(doseUnitOf(given, '支', frequencies)).toBe(unit)
})
