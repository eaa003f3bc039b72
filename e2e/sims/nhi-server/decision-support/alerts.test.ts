import { describe, expect, it } from 'vitest'
import { populationAt } from '../../people/population.ts'
import { type AlertType, alertsOf } from './alerts.ts'

const people = populationAt(Date.parse('2026-01-15T00:00:00Z'))
const person = people.find(({ id }) => id === 'huang-critical')
const healthy = people.find(({ id }) => id === 'lin-adult')
if (!person || !healthy) throw new Error('no such person')

describe('decision support', () => {
  it.each<[AlertType, string]>([
    ['D', 'AC37344100'],
    ['A', 'AC13229100'],
    ['R', 'AC36201100'],
    ['09', 'AC29812100'],
  ])('%s finds %s', (type, drug) => {
    expect(alertsOf(type, person, ['AC58382219', drug], '1150115').map(({ oOrder }) => oOrder)).toEqual([drug])
    expect(alertsOf(type, healthy, [drug], '1150115')).toEqual([])
  })

  it('sees interactions between the orders themselves', () => {
    expect(alertsOf('09', healthy, ['AC37344100', 'AC29812100'], '1150115')).toHaveLength(1)
  })
})
