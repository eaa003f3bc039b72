import { readFileSync } from 'node:fs'

/** What a simulator tells its launcher. `environment` is for programs that are to find this simulator's readers. */
export interface ReadyMessage {
  readonly type: 'ready'
  readonly detail: unknown
}

export interface FailedMessage {
  readonly type: 'failed'
  readonly reason: string
}

/** A simulator that runs: what to tell the launcher, and how to stop. */
export interface RunningSimulator {
  readonly detail?: unknown
  close(): Promise<void>
}

/**
 * Body of every simulator process: reads its configuration (JSON file named by the first argument), starts, reports
 * over the IPC channel, and stops on SIGTERM, SIGINT or when the launcher is gone.
 */
export async function runSimulator<Configuration>(
  start: (configuration: Configuration) => Promise<RunningSimulator>,
): Promise<void> {
  const report = (message: ReadyMessage | FailedMessage): void => {
    process.send?.(message)
  }
  try {
    const running = await start(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Configuration)
    let stopping = false
    const stop = (): void => {
      if (stopping) return
      stopping = true
      void running.close().finally(() => process.exit(0))
    }
    process.on('SIGTERM', stop)
    process.on('SIGINT', stop)
    process.on('disconnect', stop)
    report({ type: 'ready', detail: running.detail ?? {} })
  } catch (error) {
    report({ type: 'failed', reason: error instanceof Error ? error.message : String(error) })
    console.error(error)
    process.exitCode = 1
    process.disconnect?.()
  }
}
