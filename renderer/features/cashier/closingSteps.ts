import type { ProgressStep } from '../../bridge/progress.ts'
import type { Step } from '../../ui/visit/StepLine.tsx'

const ofCard = ['check-card', 'write-fees', 'write-orders'] as const
export type ClosingStep = (typeof ofCard)[number] | 'sam' | 'save'

type PlainStep = Omit<Step, 'label' | 'name'> & { readonly name: ClosingStep }

/**
 * The steps of closing, from the first told on; without a card only saving is left. Nothing before closing has begun.
 *
 * @param isSamHealing the SAM is being verified again, and the card has to wait for it
 */
export const closingSteps = (
  told: readonly ProgressStep[],
  withCard: boolean,
  isSamHealing = false,
): readonly PlainStep[] => {
  if (told.length === 0) return []
  const names: readonly ClosingStep[] = withCard ? [...ofCard, 'save'] : ['save']
  const steps = names.map((name): PlainStep => {
    const step = told.find((entry) => entry.step === name)
    return step === undefined ? { name, state: 'ahead', ms: null } : { name, state: step.state, ms: step.ms }
  })
  return withCard && isSamHealing ? [{ name: 'sam', state: 'running', ms: null }, ...steps] : steps
}
