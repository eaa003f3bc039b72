import { z } from 'zod'
import { doorErrors } from '../../preload/contract/channel.ts'
import { type ChannelName, channels } from '../../preload/contract/index.ts'
import { type AppError, fail, type Result } from '../../preload/contract/result.ts'
import type { Handlers } from './handlers.ts'

/** What the door writes down of a refused or failed request: names and schema paths, never values. */
export type DoorLog = (entry: {
  readonly event: string
  readonly channel: string
  readonly paths?: readonly string[]
  readonly error?: unknown
}) => void

const EnvelopeSchema = z.strictObject({ name: z.string().max(80), input: z.unknown() })

const isChannel = (name: string): name is ChannelName => Object.hasOwn(channels, name)

const pathsOf = (error: z.ZodError): string[] => error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`)

/** Codes a channel may answer with although it doesn't list them: they belong to the door itself. */
const ownCodes: readonly AppError['code'][] = [...doorErrors, 'NOT_CONFIGURED']

/**
 * Answers one request from the front room: parses it by the contract, calls the handler, and checks the answer too, because a
 * drift between the rooms should fail here and not on a screen. Nothing is ever thrown across. While the store is closed the
 * table holds only the channels that can answer without it; the others say `NOT_CONFIGURED`.
 */
export const answerRequest = async (
  request: unknown,
  handlers: Partial<Handlers>,
  log: DoorLog,
): Promise<Result<unknown>> => {
  const envelope = EnvelopeSchema.safeParse(request)
  if (!envelope.success || !isChannel(envelope.data.name)) {
    log({ event: 'request-unknown', channel: envelope.success ? envelope.data.name.slice(0, 40) : '' })
    return fail('BAD_REQUEST')
  }
  const { name } = envelope.data
  const definition = channels[name]
  const input = definition.input.safeParse(envelope.data.input)
  if (!input.success) {
    log({ event: 'input-refused', channel: name, paths: pathsOf(input.error) })
    return fail('BAD_REQUEST', { details: { path: pathsOf(input.error)[0] ?? '' } })
  }
  // The table is typed channel by channel; here, where the name is only known at run time, the pair is joined again.
  const handler = handlers[name] as ((input: unknown) => Promise<Result<unknown>>) | undefined
  if (handler === undefined) return fail('NOT_CONFIGURED')
  try {
    const answer = await handler(input.data)
    if (!answer.ok) {
      const known: readonly string[] = [...definition.errors, ...ownCodes]
      if (!known.includes(answer.error.code))
        log({ event: 'error-not-in-contract', channel: name, paths: [answer.error.code] })
      return answer
    }
    const output = definition.output.safeParse(answer.value)
    if (!output.success) {
      log({ event: 'output-refused', channel: name, paths: pathsOf(output.error) })
      return fail('INTERNAL', { details: { incident: 'output' } })
    }
    return { ok: true, value: output.data }
  } catch (error) {
    const incident = Math.random().toString(36).slice(2, 10)
    log({ event: `handler-threw ${incident}`, channel: name, error })
    return fail('INTERNAL', { details: { incident } })
  }
}
