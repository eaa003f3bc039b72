import type { ChannelInput, ChannelName, ChannelOutput } from '../../preload/contract/index.ts'
import { fail, type Result } from '../../preload/contract/result.ts'

/** What preload hands over: the one door to main. */
export interface DeskBridge {
  invoke(name: string, input: unknown): Promise<unknown>
  subscribe(listener: (message: unknown) => void): () => void
}

declare global {
  interface Window {
    readonly desk?: DeskBridge
  }
}

const isResult = (reply: unknown): boolean =>
  typeof reply === 'object' && reply !== null && 'ok' in reply && ('value' in reply || 'error' in reply)

/**
 * Asks main. The reply's type comes from the contract: main parses what it sends, so it is not parsed a second time here.
 * A door that is missing, throws or answers with something else is the error `INTERNAL`.
 */
export const call = async <Name extends ChannelName>(
  name: Name,
  input: ChannelInput<Name>,
): Promise<Result<ChannelOutput<Name>>> => {
  const { desk } = window
  if (desk === undefined) return fail('INTERNAL', { details: { reason: 'no-bridge' } })
  try {
    const reply = await desk.invoke(name, input)
    if (isResult(reply)) return reply as Result<ChannelOutput<Name>>
    return fail('INTERNAL', { details: { channel: name, reason: 'no-result' } })
  } catch {
    return fail('INTERNAL', { details: { channel: name, reason: 'door-threw' } })
  }
}
