import type { OutboxSupervisor } from '../../outbox/process/supervisor.ts'

/** A pause ends by itself after so long: one that is forgotten must not cost a deadline. */
export const pauseMs = 60 * 60_000

/** What a person may want of the sending. */
export interface UploadControl {
  /** Sends nothing new for an hour at most. */
  pause(): void
  resume(): void
  /** True when everything that can be sent now has been, false when the time was over first or the worker is not there. */
  drain(withinMs: number): Promise<boolean>
}

export interface UploadPauseOptions {
  readonly outbox: Pick<OutboxSupervisor, 'pause' | 'resume' | 'drain'>
  /** Epoch ms, server time. */
  readonly now: () => number
  /** Runs the task once after so many ms; gives back how to call it off. */
  readonly after: (ms: number, task: () => void) => () => void
  /** When the pause ends by itself, epoch ms; null once it has. */
  readonly onPaused: (until: number | null) => void
}

/** Keeps a pause of the sending: it holds over a restart of the worker, and not over one of the program. */
export const createUploadPause = ({ outbox, now, after, onPaused }: UploadPauseOptions): UploadControl => {
  let callOff: () => void = () => undefined

  const resume = (): void => {
    callOff()
    outbox.resume()
    onPaused(null)
  }
  return {
    pause: () => {
      callOff()
      callOff = after(pauseMs, resume)
      outbox.pause()
      onPaused(now() + pauseMs)
    },
    resume,
    drain: outbox.drain,
  }
}
