import { type AlertReason, alertKey, type OrderAlert, saysWhy } from '../../../preload/contract/orders/orderAlert.ts'
import { IsoDateSchema } from '../../../preload/contract/words.ts'
import fixtures from '../fixtures.json'
import type { World } from '../world.ts'

const day = IsoDateSchema.parse('2026-12-02')
const code = (line: number): string => fixtures.orders[line - 1]?.code ?? ''

/** One of each kind against the three drugs of every sheet: two that want a reason, one that only tells. */
export const oneOfEach = (): OrderAlert[] => {
  const nothing = { allergy: '', otherLine: null, source: 'own', suppliedUntil: null, needsReason: true } as const
  const allergy = { kind: 'allergy', substance: 'ACETAMINOPHEN', allergy: 'Panadol' } as const
  const overlap = { kind: 'overlap', substance: 'DEXTROMETHORPHAN', suppliedUntil: day } as const
  const told = {
    kind: 'overlap',
    substance: 'AMBROXOL',
    suppliedUntil: day,
    source: 'card',
    needsReason: false,
  } as const
  return [allergy, overlap, told].map((alert, index) => ({
    ...nothing,
    ...alert,
    line: index + 1,
    key: alertKey({ ...alert, code: code(index + 1), detail: alert.kind === 'allergy' ? alert.allergy : day }),
  }))
}

/** What is said against the drugs of a sheet. */
export const alertsOn = (world: World, orders: readonly unknown[]): OrderAlert[] =>
  world.orderAlerts.filter(({ line }) => line <= orders.length)

/** Those of them that want a reason and have none. */
export const openAlerts = (
  world: World,
  orders: readonly unknown[],
  reasons: readonly AlertReason[] = [],
): OrderAlert[] =>
  alertsOn(world, orders).filter(
    ({ key, needsReason }) => needsReason && !reasons.some((reason) => reason.key === key && saysWhy(reason)),
  )
