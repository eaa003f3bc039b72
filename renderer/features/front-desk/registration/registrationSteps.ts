import type { CardSession } from '../../../../preload/contract/card/card.ts'
import type { ProgressStep } from '../../../bridge/progress.ts'
import type { Step } from '../../../ui/visit/StepLine.tsx'

const serialSteps = ['wait-desk', 'take-serial', 'resolve-serial'] as const

/** Name of a step's words under `card.step`. */
export type StepName =
  | 'read'
  | 'scan'
  | 'sam'
  | 'authenticate'
  | 'authenticateThree'
  | 'authenticateTwo'
  | (typeof serialSteps)[number]

type PlainStep = Omit<Step, 'label' | 'name'> & { readonly name: StepName }

const ofCard = (
  session: CardSession,
  step: 'read' | 'authenticate',
  name: StepName,
  before: Step['state'],
): PlainStep => {
  const told = session.steps.find((entry) => entry.step === step)
  // A code was read before main had it: how long that took is not known here.
  const ms = told === undefined || name === 'scan' ? null : told.ms
  return { name, state: told?.state ?? before, ms }
}

/**
 * The quiet line under the name: reading, authentication, serial; each as far as main has told.
 *
 * @param isSamHealing the SAM is being verified again, and the card has to wait for it
 */
export const registrationSteps = (
  session: CardSession | null,
  progress: readonly ProgressStep[],
  byException: boolean,
  isSamHealing = false,
): readonly PlainStep[] => {
  const serial = progress.flatMap(({ step, state, ms }): readonly PlainStep[] => {
    const name = serialSteps.find((one) => one === step)
    return name === undefined ? [] : [{ name, state, ms }]
  })
  if (session === null) return serial
  const twoCards = session.insurance !== null && !session.insurance.threeCards
  // What the authentication waits for, so that it is not taken for slow.
  const healing: readonly PlainStep[] = isSamHealing ? [{ name: 'sam', state: 'running', ms: null }] : []
  const isVirtual = session.medium === 'virtual'
  const authentication = isVirtual ? 'authenticate' : twoCards ? 'authenticateTwo' : 'authenticateThree'
  const steps = [
    ofCard(session, 'read', isVirtual ? 'scan' : 'read', session.phase === 'reading' ? 'running' : 'ahead'),
    ...healing,
    ofCard(session, 'authenticate', authentication, 'ahead'),
  ]
  if (serial.length > 0) return [...steps, ...serial]
  return byException ? steps : [...steps, { name: 'take-serial', state: 'ahead', ms: null }]
}
