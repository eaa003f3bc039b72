import type { ChannelName } from '../../../preload/contract/index.ts'
import type { Result } from '../../../preload/contract/result.ts'
import type { Handlers } from '../../ipc/handlers.ts'
import type { AuditNote } from './auditNote.ts'
import { auditRules, type NotedRule } from './auditRules.ts'

type AnyHandler = (input: unknown) => Promise<Result<unknown>>
/** The table is typed channel by channel; here, where the name is only known at run time, rule and handler are joined again. */
type AnyRule = 'own' | 'none' | NotedRule<ChannelName>

const auditedHandler =
  (rule: NotedRule<ChannelName>, handler: AnyHandler, note: () => AuditNote): AnyHandler =>
  async (input) => {
    const result = await handler(input)
    if (!result.ok && rule.evenFailed !== true) return result
    const output = (result.ok ? result.value : null) as never
    const own = rule.details?.(input as never, output) ?? {}
    const subject = rule.subject === undefined ? '' : rule.subject(input as never, output)
    if (subject === null) return result
    await note()({
      action: rule.action,
      subject,
      details: result.ok ? own : { ...own, refused: result.error.code },
      sameForMs: result.ok ? (rule.sameForMs ?? 0) : 0,
    })
    return result
  }

/** Handlers that leave their trace in the audit trail by its rules, before their answer goes out. */
export const audited = (handlers: Partial<Handlers>, note: () => AuditNote): Partial<Handlers> =>
  Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => {
      const rule = auditRules[name as ChannelName] as AnyRule
      return [name, typeof rule === 'string' ? handler : auditedHandler(rule, handler as AnyHandler, note)]
    }),
  )
