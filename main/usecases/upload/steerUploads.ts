import { ok, type Result } from '../../../preload/contract/result.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { summary } from '../../store/outbox/outboxQueries.ts'
import { wake } from '../../store/outbox/outboxRepository.ts'
import type { DeskContext } from '../context.ts'

/** A whole day of a busy clinic goes in much less; the line may need to be waited for, and a person can wait on. */
const drainMs = 600_000

/** Stops the sending for an hour at most, or lets it go on. What waits stays, and its clock runs on. */
export const pauseUploads = async (
  context: DeskContext,
  { paused }: HandlerInput<'outbox:pause'>,
): Promise<Result<HandlerOutput<'outbox:pause'>>> => {
  if (paused) context.uploads.pause()
  else context.uploads.resume()
  return ok({ paused })
}

/** Sends everything that can be sent now, a pause or waiting times notwithstanding, and says what is left. */
export const drainUploads = async (context: DeskContext): Promise<Result<HandlerOutput<'outbox:drain'>>> => {
  const woken = await context.store.write((tx) => wake(tx, null, context.now()))
  if (!woken.ok) return woken
  context.uploads.resume()
  context.wakeOutbox('asked')
  const complete = await context.uploads.drain(drainMs)
  const { unsent } = await summary(context.store.db, context.now())
  return ok({ complete, unsent })
}
