import type { ProgressStep } from '../../bridge/progress.ts'
import type { Step } from '../../ui/StepLine.tsx'

const ofCard = ['check-card', 'write-fees', 'write-orders'] as const
export type ClosingStep = (typeof ofCard)[number] | 'save'

/** The steps of closing, from the first told on; without a card only saving is left. Nothing before closing has begun. */
export const closingSteps = (
  told: readonly ProgressStep[],
  withCard: boolean,
): readonly (Omit<Step, 'label' | 'name'> & { readonly name: ClosingStep })[] => {
  if (told.length === 0) return []
  const names: readonly ClosingStep[] = withCard ? [...ofCard, 'save'] : ['save']
  return names.map((name) => {
    const step = told.find((entry) => entry.step === name)
    return step === undefined ? { name, state: 'ahead', ms: null } : { name, state: step.state, ms: step.ms }
  })
}
