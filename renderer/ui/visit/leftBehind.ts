import type { VisitSummary } from '../../../preload/contract/visit/visit.ts'

/** Whether a visit was left open on an earlier day and has no turn any more: it is shown, and nobody is led to it unasked. */
export const isLeftBehind = ({ earlier }: Pick<VisitSummary, 'earlier'>): boolean => earlier?.isInLine === false
