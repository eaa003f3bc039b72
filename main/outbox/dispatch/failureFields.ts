import type { LogFields } from '../process/messages.ts'

/** An unexpected error for the log: its kind and place. Its message may quote a payload, so it stays out. */
export const failureFields = (error: unknown): LogFields => {
  if (!(error instanceof Error)) return { reason: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return { reason: error.name.slice(0, 80), stack: frames.slice(0, 12).join('\n').slice(0, 2_000) }
}
