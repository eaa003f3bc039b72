import { describe, expect, it } from 'vitest'
import { type CardSession, CardSessionSchema } from '../../../../preload/contract/card/card.ts'
import { registrationSteps } from './registrationSteps.ts'

const session: CardSession = CardSessionSchema.parse({
  sessionId: '019a0000-0000-7000-8000-000000000001',
  medium: 'plastic',
  virtual: null,
  phase: 'authenticating',
  insertedAt: '2026-11-20T02:00:00.000Z',
  steps: [
    { step: 'read', state: 'done', ms: 96 },
    { step: 'authenticate', state: 'running', ms: 0 },
  ],
  holder: null,
  patient: null,
  insurance: null,
  fault: null,
  proposedException: null,
})
const names = (isSamHealing: boolean) => registrationSteps(session, [], false, isSamHealing).map(({ name }) => name)

describe('the steps of registering', () => {
  it('say what the authentication waits for while the SAM is being verified again', () => {
    expect(names(false)).toEqual(['read', 'authenticateThree', 'take-serial'])
    expect(names(true)).toEqual(['read', 'sam', 'authenticateThree', 'take-serial'])
  })

  it('say of a code that it was scanned, and no time that nobody has measured', () => {
    const [scan] = registrationSteps({ ...session, medium: 'virtual' }, [], false)
    expect(scan).toEqual({ name: 'scan', state: 'done', ms: null })
  })

  it('say nothing of it without a card', () => {
    expect(registrationSteps(null, [], false, true)).toEqual([])
  })
})
