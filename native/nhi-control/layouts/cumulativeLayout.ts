import { ok, type Result } from '../../../preload/contract/result.ts'
import type { CumulativeYear } from '../port.ts'
import { counter, whole } from './fieldKinds.ts'
import { decodeLayout, groups, type Layout, place } from './layout.ts'

const rocOffset = 1911

/** One year of the card's counters. */
export interface CumulativeRecord {
  /** 民國 year. */
  readonly rocYear: number
  readonly visits: number
  readonly outpatientFee: number
  readonly inpatientFee: number
  readonly outpatientCopayment: number
  readonly inpatientCopaymentA: number
  readonly inpatientCopaymentB: number
  /** Outpatient and inpatient copayment together, and with inpatient A alone. */
  readonly allCopayment: number
  readonly allCopaymentA: number
}

const year: Layout<CumulativeRecord> = {
  name: 'counters of a year',
  length: 67,
  places: {
    rocYear: place(1, 3, whole),
    visits: place(4, 7, counter),
    outpatientFee: place(8, 17, counter),
    inpatientFee: place(18, 27, counter),
    outpatientCopayment: place(28, 35, counter),
    inpatientCopaymentA: place(36, 43, counter),
    inpatientCopaymentB: place(44, 51, counter),
    allCopayment: place(52, 59, counter),
    allCopaymentA: place(60, 67, counter),
  },
}

/** hisGetCumulativeData. */
export const cumulativeLayout: Layout<{ readonly years: readonly CumulativeRecord[] }> = {
  name: 'hisGetCumulativeData',
  length: 134,
  places: { years: place(1, 134, groups(year, 2)) },
}

/** hisGetCumulativeData: the card's counters, newest year first. */
export const decodeCumulative = (bytes: Uint8Array): Result<readonly CumulativeYear[]> => {
  const reply = decodeLayout(cumulativeLayout, bytes)
  if (!reply.ok) return reply
  const years = reply.value.years.map(
    ({ rocYear, allCopayment: _all, allCopaymentA: _allA, ...rest }): CumulativeYear => ({
      year: rocYear + rocOffset,
      ...rest,
    }),
  )
  return ok(years.toSorted((one, other) => other.year - one.year))
}
