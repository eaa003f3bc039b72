import { eachOrder, type Finding, type RecordCheck, when } from '../finding.ts'
import { carriesVisit, isDrug, numberIn } from '../recordKind.ts'
import type { TaggedValues } from '../uploadedRecord.ts'

/** Counter of fills of each prescription kind of D04. */
const FILL_COUNTERS = [
  ['A', 'M24'],
  ['B', 'M25'],
  ['C', 'M26'],
  ['D', 'M27'],
  ['E', 'M28'],
  ['F', 'M29'],
] as const

/** Routes that may be given on the spot although the prescription is released. */
const ON_THE_SPOT_ROUTES = new Set([
  ...['HD', 'ID', 'IA', 'IE', 'IM', 'IV', 'IVA', 'IVD', 'IVI', 'IVP', 'IP', 'IS', 'IT', 'LA', 'LI', 'SC', 'SCI', 'VAG'],
])

const LONGEST_ORDINARY_DAYS = 7

/** M23 against the orders, kinds of prescription against their counters, and refill prescriptions. */
export const dispensing: RecordCheck = (record) => {
  if (!carriesVisit(record)) return []
  const { visit, orders } = record
  const released = '1CD'.includes(visit.M23 ?? '-')
  return [
    ...when((released || visit.M23 === '2') && numberIn(visit, 'M20') > 0, 'M20', 'D036'),
    ...when('EF'.includes(visit.M23 ?? '-') && numberIn(visit, 'M20') > 1, 'M20', 'D011'),
    ...eachOrder(record, (order) => orderAgainstMode(order, visit.M23 ?? '')),
    ...fillCounters(visit, orders),
    ...refills(visit, 'C', 'M26', 'M21', ['D014', 'D009'], orders),
    ...refills(visit, 'F', 'M29', 'M22', ['D017', 'D010'], orders),
  ]
}

/** Which of the three codes stands for which row is not published; they are given in the order the sources list them. */
function orderAgainstMode(order: TaggedValues, mode: string): readonly Finding[] {
  if (!isDrug(order) || mode === '') return []
  const here = order.D02 === '1'
  if ('06AB'.includes(mode)) return when(!here, 'D02', 'D027')
  if ('1CD'.includes(mode)) return when(here && !ON_THE_SPOT_ROUTES.has(order.D14 ?? ''), 'D02', 'D044')
  return when(mode === '2', 'D02', 'D045')
}

function fillCounters(visit: TaggedValues, orders: readonly TaggedValues[]): readonly Finding[] {
  return FILL_COUNTERS.flatMap(([kind, counter]) => {
    const present = orders.some((order) => order.D04 === kind)
    const fills = numberIn(visit, counter)
    return [...when(present && fills === 0, counter, 'D062'), ...when(!present && fills > 0, counter, 'D064')]
  })
}

function refills(
  visit: TaggedValues,
  kind: string,
  fillsTag: string,
  daysTag: string,
  [fillsCode, daysCode]: readonly [string, string],
  orders: readonly TaggedValues[],
): readonly Finding[] {
  if (!orders.some((order) => order.D04 === kind)) return []
  const fills = numberIn(visit, fillsTag)
  return [
    ...when(fills < 2 || fills > 4, fillsTag, fillsCode),
    ...when(numberIn(visit, daysTag) <= LONGEST_ORDINARY_DAYS, daysTag, daysCode),
  ]
}
