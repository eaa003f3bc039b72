import { failureFields } from '../dispatch/failureFields.ts'
import { openEndPoints } from '../line/endPoints.ts'
import { type FromWorker, type StartMessage, type ToWorker, ToWorkerSchema } from './messages.ts'
import type { ProcessPort } from './processPort.ts'
import { startWorker, type Worker, type WorkerOptions } from './worker.ts'

export interface ServeOptions {
  readonly port: ProcessPort
  /** Ends the process. */
  readonly exit: (code: number) => void
  readonly openEndPoints?: WorkerOptions['openEndPoints']
  readonly random?: () => number
}

/** Messages leave through a pipe; a process that exits at once would take the last one with it. */
const lastWordMs = 100
/** When main is gone without a word, what is under way may still end for so long. */
const orphanedMs = 2_000

/** Runs the worker by main's messages, from `start` to `stop`. Gives back how to end it after an error nobody expected. */
export const serve = (options: ServeOptions): { readonly crash: (error: unknown) => void } => {
  const { port } = options
  let worker: Promise<Worker | null> | null = null
  let ending = false

  const post = (message: FromWorker): void => port.post(message)
  const end = (code: number): void => {
    ending = true
    setTimeout(() => options.exit(code), lastWordMs)
  }
  const fatal = (code: string): null => {
    post({ type: 'fatal', code })
    end(1)
    return null
  }
  const crash = (error: unknown): void => {
    post({ type: 'log', level: 'error', event: 'outbox-crashed', fields: failureFields(error) })
    fatal('INTERNAL')
  }

  const begin = async (start: StartMessage): Promise<Worker | null> => {
    const started = await startWorker({
      start,
      post,
      openEndPoints: options.openEndPoints ?? openEndPoints,
      random: options.random ?? Math.random,
    })
    return started.ok ? started.value : fatal(started.error.code)
  }

  const stop = async (running: Worker, withinMs: number): Promise<void> => {
    if (ending) return
    ending = true
    await running.stop(withinMs)
    end(0)
  }

  const act = async (message: Exclude<ToWorker, StartMessage>): Promise<void> => {
    const running = await worker
    if (running === null) return
    if (message.type === 'wake') running.wake(message.reason, message.outboxId)
    else if (message.type === 'nhi-answer') running.nhiAnswered(message)
    else if (message.type === 'pull-appointments') running.pullAppointments()
    else if (message.type === 'pause') running.pause()
    else if (message.type === 'resume') running.resume()
    else if (message.type === 'drain') post({ type: 'drained', complete: await running.drain(message.withinMs) })
    else await stop(running, message.withinMs)
  }

  port.onMessage((raw) => {
    const parsed = ToWorkerSchema.safeParse(raw)
    if (!parsed.success) {
      const paths = parsed.error.issues.map((issue) => issue.path.join('.')).join(' ')
      post({ type: 'log', level: 'error', event: 'outbox-message-refused', fields: { paths: paths.slice(0, 200) } })
      if (worker === null) fatal('BAD_MESSAGE')
      return
    }
    const message = parsed.data
    if (message.type !== 'start') act(message).catch(crash)
    else if (worker === null) {
      worker = begin(message)
      worker.catch(crash)
    }
  })
  port.onClose(() => {
    if (worker === null) options.exit(0)
    else act({ type: 'stop', withinMs: orphanedMs }).catch(crash)
  })
  return { crash }
}
