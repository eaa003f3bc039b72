/** The two 24-hour clocks of a visit: its upload (健保卡資料上傳), and the signature over what the doctor wrote. */
export type DeadlineClock = 'upload' | 'signature'

/** Hours left at which a person is told, and the deadline itself. */
export type AlarmMark = '4' | '2' | '1' | 'late'

/** A clock that runs: what it counts towards has not happened yet. */
export interface RunningClock {
  readonly encounterId: string
  readonly clock: DeadlineClock
  /** Epoch ms, server time. */
  readonly dueAt: number
  /** What keeps it, as a code: the last answer, the state of its row, or of the visit. Recorded when it is late. */
  readonly cause: string
}

/** One alarm that was raised, or is to be. */
export interface DeadlineAlarm extends RunningClock {
  readonly mark: AlarmMark
}

const hourMs = 3_600_000

/** From the first alarm to the last. */
const marks: readonly { readonly mark: AlarmMark; readonly leftMs: number }[] = [
  { mark: '4', leftMs: 4 * hourMs },
  { mark: '2', leftMs: 2 * hourMs },
  { mark: '1', leftMs: hourMs },
  { mark: 'late', leftMs: 0 },
]

/** A clock with more left than this has nothing to tell. */
export const alarmHorizonMs = 4 * hourMs

const rankOf = (mark: AlarmMark): number => marks.findIndex((each) => each.mark === mark)

/** Whose alarm it is. A visit that is made good later runs a new clock with a deadline of its own. */
const keyOf = ({ encounterId, clock, dueAt }: Omit<RunningClock, 'cause'>): string => `${encounterId} ${clock} ${dueAt}`

/**
 * Which alarms to raise now: for each clock its tightest mark that has passed, unless that one or a tighter one was raised before.
 * So nothing is told twice, not after a restart and not when the server's time steps back, and a PC that slept through several marks
 * tells the one that counts.
 *
 * @param told the alarms raised so far, as they were kept
 * @param now epoch ms, server time
 */
export const decideAlarms = (
  running: readonly RunningClock[],
  told: readonly (Omit<RunningClock, 'cause'> & { readonly mark: AlarmMark })[],
  now: number,
): readonly DeadlineAlarm[] => {
  const tightest = new Map<string, number>()
  for (const alarm of told) {
    const key = keyOf(alarm)
    tightest.set(key, Math.max(tightest.get(key) ?? -1, rankOf(alarm.mark)))
  }
  return running.flatMap((clock) => {
    const passed = marks.findLast(({ leftMs }) => clock.dueAt - now <= leftMs)
    if (passed === undefined || (tightest.get(keyOf(clock)) ?? -1) >= rankOf(passed.mark)) return []
    return [{ ...clock, mark: passed.mark }]
  })
}

/** Several visits at once are one alarm to a person: by clock and mark, the tightest first. */
export const groupAlarms = (
  alarms: readonly DeadlineAlarm[],
): readonly { readonly clock: DeadlineClock; readonly mark: AlarmMark; readonly count: number }[] =>
  [...Map.groupBy(alarms, ({ clock, mark }) => `${clock} ${mark}`).values()]
    .flatMap(([first, ...others]) =>
      first === undefined ? [] : [{ clock: first.clock, mark: first.mark, count: others.length + 1 }],
    )
    .sort((one, other) => rankOf(other.mark) - rankOf(one.mark))
