import { fail } from '../../../preload/contract/result.ts'
import { type Answerer, statusFailure } from '../control6/controlErrors.ts'
import { leavesOpen } from '../openOutcomes.ts'
import { type FunctionName, functionOf } from './functionTable.ts'
import type { CallOutcome } from './libraryDevice.ts'

type Failure = ReturnType<typeof fail>

const lost = (details: Readonly<Record<string, string | number>>): Failure =>
  fail('NHI_REPLY_LOST', { retryable: true, details })

/** −1: the reader could not be opened, or isn't open. It never comes from the NHI. */
const notOpen = -1

/** What a status code of a call means. `once` calls whose outcome it leaves open are lost replies. */
export const statusError = (name: FunctionName, status: number, answerer: Answerer): Failure =>
  functionOf(name).safety === 'once' && leavesOpen(status)
    ? lost({ statusCode: status, call: name })
    : statusFailure(status === notOpen ? 'control' : answerer, status)

/** What it means that a call gave no answer. Nothing is ever made again here: that is for whoever keeps the journal. */
export const outcomeError = (name: FunctionName, outcome: Exclude<CallOutcome, { kind: 'returned' }>): Failure => {
  const isOnce = functionOf(name).safety === 'once'
  switch (outcome.kind) {
    case 'absent': {
      const { reason, symbol = null } = outcome
      return fail('CONTROL_ABSENT', { retryable: true, details: { reason, symbol } })
    }
    case 'replaced':
      return fail('CONTROL_TIMEOUT', { retryable: true, details: { reason: 'replaced', call: name } })
    case 'hung':
    case 'crashed':
      return isOnce
        ? lost({ reason: outcome.kind, call: name })
        : fail('CONTROL_TIMEOUT', { retryable: true, details: { reason: outcome.kind, call: name } })
    case 'babbled':
    case 'damaged': {
      const reason = outcome.kind === 'damaged' ? `damaged-${outcome.damage}` : outcome.kind
      return isOnce
        ? lost({ reason, call: name })
        : fail('CONTROL_BAD_REPLY', { retryable: true, details: { reason, call: name } })
    }
  }
}

/** An answer that can't be read: of a call that was carried out it is as good as lost. */
export const unreadable = (name: FunctionName, failure: Failure): Failure => {
  if (functionOf(name).safety !== 'once') return failure
  const { details } = failure.error
  return fail('NHI_REPLY_LOST', { retryable: true, details: { ...details, call: name } })
}
