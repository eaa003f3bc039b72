import { create } from 'zustand'
import type { EventPayload } from '../../preload/contract/index.ts'

type Progress = EventPayload<'visit:progress'>
/** One long step of a visit as last told. */
export type ProgressStep = Pick<Progress, 'step' | 'state' | 'ms'>

const noSteps: readonly ProgressStep[] = []

/** A newer word on the same step replaces the older one; order is the order of first mention. */
export const withProgress = (steps: readonly ProgressStep[], next: ProgressStep): readonly ProgressStep[] =>
  steps.some((step) => step.step === next.step)
    ? steps.map((step) => (step.step === next.step ? next : step))
    : [...steps, next]

const useProgressStore = create<{ readonly byVisit: Readonly<Record<string, readonly ProgressStep[]>> }>(() => ({
  byVisit: {},
}))

/** Registration has no visit yet. */
const registration = 'registration'

export const recordProgress = ({ encounterId, ...step }: Progress): void => {
  const key = encounterId ?? registration
  useProgressStore.setState(({ byVisit }) => ({
    byVisit: { ...byVisit, [key]: withProgress(byVisit[key] ?? noSteps, step) },
  }))
}

/** Forgets the steps before an action begins anew. */
export const clearProgress = (encounterId: string | null): void => {
  const key = encounterId ?? registration
  useProgressStore.setState(({ byVisit }) => ({
    byVisit: Object.fromEntries(Object.entries(byVisit).filter(([id]) => id !== key)),
  }))
}

export const useProgress = (encounterId: string | null): readonly ProgressStep[] =>
  useProgressStore(({ byVisit }) => byVisit[encounterId ?? registration] ?? noSteps)
