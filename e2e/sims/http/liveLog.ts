/** One line of the live log: what a simulator got and what it did. Times are the machine's own milliseconds. */
export interface LogEntry {
  readonly sequence: number
  readonly at: number
  readonly source: string
  readonly text: string
}

/** The last lines of one simulator, in memory. */
export interface LiveLog {
  write(source: string, text: string): void
  after(sequence: number): readonly LogEntry[]
}

const KEPT_LINES = 400

export function createLiveLog(): LiveLog {
  const entries: LogEntry[] = []
  let sequence = 0
  return {
    write(source, text) {
      sequence += 1
      entries.push({ sequence, at: Date.now(), source, text })
      if (entries.length > KEPT_LINES) entries.shift()
    },
    after: (known) => entries.filter((entry) => entry.sequence > known),
  }
}
