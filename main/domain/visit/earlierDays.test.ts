import { expect, it } from 'vitest'
import { taipeiDay } from '../../../preload/contract/patient/rocDate.ts'
import { earlierDay, inLineForMs } from './earlierDays.ts'

const registeredAt = Date.parse('2026-11-20T23:50:00+08:00')
const visit = { state: 'waiting', day: '2026-11-20', registeredAt } as const
const at = (now: number, state: Parameters<typeof earlierDay>[0]['state'] = 'waiting') =>
  earlierDay({ ...visit, state }, taipeiDay(now), now)

it('says nothing of a visit on its own day', () => {
  expect(at(Date.parse('2026-11-20T23:59:59+08:00'))).toBeNull()
})

it('goes on in line over midnight, and is left behind by the morning', () => {
  expect(at(Date.parse('2026-11-21T00:00:00+08:00'))).toEqual({ day: '2026-11-20', isInLine: true })
  expect(at(registeredAt + inLineForMs - 1)?.isInLine).toBe(true)
  expect(at(registeredAt + inLineForMs)?.isInLine).toBe(false)
  expect(at(Date.parse('2026-11-21T09:00:00+08:00'), 'to-pay')).toEqual({ day: '2026-11-20', isInLine: false })
})

it('says nothing of what is over', () => {
  const morning = Date.parse('2026-11-21T09:00:00+08:00')
  expect(at(morning, 'closed')).toBeNull()
  expect(at(morning, 'cancelled')).toBeNull()
})
