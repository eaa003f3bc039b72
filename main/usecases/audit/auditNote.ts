import type { AppError } from '../../../preload/contract/result.ts'
import { append } from '../../store/audit/auditRepository.ts'
import type { Store } from '../../store/handles.ts'

export interface NotedDeed {
  readonly action: string
  readonly subject: string
  readonly details: Readonly<Record<string, string | number | boolean | null>>
  /** See `NotedRule`. */
  readonly sameForMs: number
}

/** Writes one row of the audit trail; answers once it is on the disk. */
export type AuditNote = (deed: NotedDeed) => Promise<void>

export interface AuditNoteOptions {
  readonly store: Store
  /** Null while the clinic has not been set up. */
  readonly desk: { readonly id: string; readonly person: string } | null
  /** The professional who is signed in at the desk, if somebody is. */
  readonly professional: () => string | null
  /** Epoch ms, server time. */
  readonly now: () => number
  /** A row that could not be kept: what was asked for is answered all the same, because a patient is waiting. */
  readonly onMissed: (action: string, error: AppError) => void
}

/** Most looks that are remembered to be the same; the oldest are forgotten first. */
const mostRemembered = 2_000

export const createAuditNote = (options: AuditNoteOptions): AuditNote => {
  const seen = new Map<string, number>()
  return async ({ action, subject, details, sameForMs }) => {
    const at = options.now()
    const who = options.desk?.person ?? ''
    const professional = options.professional()
    // At one desk two professionals may look at the same thing within a minute.
    const look = `${who} ${professional ?? ''} ${action} ${subject}`
    const before = seen.get(look)
    if (sameForMs > 0 && before !== undefined && at >= before && at - before < sameForMs) return
    seen.delete(look)
    seen.set(look, at)
    const [oldest] = seen.keys()
    if (seen.size > mostRemembered && oldest !== undefined) seen.delete(oldest)
    const kept = await options.store.write((tx) =>
      append(tx, {
        at,
        who,
        desk: options.desk?.id ?? '',
        action,
        subject,
        details: professional === null ? details : { ...details, professional },
      }),
    )
    if (kept.ok) return
    seen.delete(look)
    options.onMissed(action, kept.error)
  }
}
