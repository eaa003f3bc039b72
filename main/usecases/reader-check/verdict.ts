import type { CheckFacts, CheckItem, CheckState, WhySkipped } from '../../../preload/contract/desk/readerCheck.ts'
import type { ErrorCode } from '../../../preload/contract/errors.ts'
import type { AppError } from '../../../preload/contract/result.ts'

/** What a step has found: a line of the report without its place in it. */
export interface Verdict<Item extends CheckItem> {
  readonly state: Exclude<CheckState, 'running'>
  readonly value: CheckFacts[Item] | null
  readonly error: AppError | null
  readonly why: WhySkipped | null
  /** Where the step's own length is not what counts; null for what takes no time. */
  readonly ms?: number | null
}

/** One step of the check, for one line. */
export interface Step<Item extends CheckItem = CheckItem> {
  readonly item: Item
  readonly index: number
  /** The error of a step that does not end in time. */
  readonly late: ErrorCode
  run(signal: AbortSignal): Promise<Verdict<Item>>
}

export const good = <Item extends CheckItem>(value: CheckFacts[Item] | null, ms?: number | null): Verdict<Item> => ({
  state: 'good',
  value,
  error: null,
  why: null,
  ...(ms === undefined ? {} : { ms }),
})

export const skipped = <Item extends CheckItem>(
  why: WhySkipped,
  value: CheckFacts[Item] | null = null,
): Verdict<Item> => ({ state: 'skipped', value, error: null, why, ms: null })

export const bad = <Item extends CheckItem>(
  state: 'warning' | 'fault',
  error: AppError,
  value: CheckFacts[Item] | null = null,
  ms?: number | null,
): Verdict<Item> => ({ state, value, error, why: null, ...(ms === undefined ? {} : { ms }) })
