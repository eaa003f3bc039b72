import type { CheckLine, CheckState } from '../../../../preload/contract/desk/readerCheck.ts'

const isSame = (one: CheckLine, other: CheckLine): boolean => one.item === other.item && one.index === other.index

/** A newer word on the same line replaces the older one; order is the order of first mention. */
export const withLine = (lines: readonly CheckLine[], next: CheckLine): readonly CheckLine[] =>
  lines.some((line) => isSame(line, next)) ? lines.map((line) => (isSame(line, next) ? next : line)) : [...lines, next]

export const countOf = (lines: readonly CheckLine[], state: CheckState): number =>
  lines.filter((line) => line.state === state).length
