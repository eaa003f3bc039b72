import type { ErrorCode } from '../../../preload/contract/errors.ts'
import { fail, type Result } from '../../../preload/contract/result.ts'
import { type NhiCall, neededCapability, notOffered } from '../offered.ts'
import { leavesOpen } from '../openOutcomes.ts'
import type { NhiWay } from '../port.ts'

/** What happens to one coming call instead of its usual course. */
type Trouble =
  /** Carried out, but the answer never arrives. */
  | { readonly kind: 'lose-reply' }
  /** Carried out, and answered with this status code. */
  | { readonly kind: 'misanswer'; readonly statusCode: number }
  /** Not carried out. */
  | { readonly kind: 'refuse'; readonly code: ErrorCode; readonly statusCode: number | null }

/** The surroundings of the fake: troubles to come, calls that are held, and the way to the server. */
export interface FakeStage {
  readonly calls: readonly NhiCall[]
  /** One call: what the way in doesn't offer is refused; then its trouble, its gate, and what it does. */
  call<T>(name: NhiCall, where: 'local' | 'server', act: () => Result<T>): Promise<Result<T>>
  cutServer(cut: boolean): void
  loseNextReply(name: NhiCall): void
  /** The next call of this name is carried out, and answered with this status code. */
  misanswerNext(name: NhiCall, statusCode: number): void
  refuseNext(name: NhiCall, code: ErrorCode, statusCode?: number): void
  /** Calls of this name wait until the returned function is called. */
  hold(name: NhiCall): () => void
}

/** @param travel how long a request is on its way, and its answer */
export const createFakeStage = (way: NhiWay, travel: () => Promise<void> = async () => undefined): FakeStage => {
  const calls: NhiCall[] = []
  const troubles = new Map<NhiCall, Trouble[]>()
  const gates = new Map<NhiCall, Promise<void>>()
  let cut = false
  const script = (name: NhiCall, trouble: Trouble): void => {
    troubles.set(name, [...(troubles.get(name) ?? []), trouble])
  }

  return {
    calls,
    async call<T>(name: NhiCall, where: 'local' | 'server', act: () => Result<T>): Promise<Result<T>> {
      calls.push(name)
      const needed = neededCapability[name]
      if (needed !== undefined && !way.offers.has(needed)) return notOffered(way.adapter)
      const trouble = troubles.get(name)?.shift()
      await gates.get(name)
      await travel()
      if (trouble?.kind === 'refuse') {
        return fail(trouble.code, trouble.statusCode === null ? {} : { details: { statusCode: trouble.statusCode } })
      }
      if (where === 'server' && cut) return fail('NHI_UNREACHABLE', { retryable: true })
      const result = act()
      await travel()
      if (trouble?.kind === 'misanswer') {
        const { statusCode } = trouble
        return fail(leavesOpen(statusCode) ? 'NHI_REPLY_LOST' : 'NHI_REFUSED', { details: { statusCode } })
      }
      return trouble?.kind === 'lose-reply' ? fail('NHI_REPLY_LOST', { retryable: true }) : result
    },
    cutServer(isCut) {
      cut = isCut
    },
    loseNextReply: (name) => script(name, { kind: 'lose-reply' }),
    misanswerNext: (name, statusCode) => script(name, { kind: 'misanswer', statusCode }),
    refuseNext: (name, code, statusCode) => script(name, { kind: 'refuse', code, statusCode: statusCode ?? null }),
    hold(name) {
      let release = (): void => undefined
      gates.set(
        name,
        new Promise((resolve) => {
          release = () => {
            gates.delete(name)
            resolve()
          }
        }),
      )
      return () => release()
    },
  }
}
