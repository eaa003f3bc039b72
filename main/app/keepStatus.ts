import type { CardReaderPort } from '../../native/card-reader/port.ts'
import type { NhiControlPort } from '../../native/nhi-control/port.ts'
import type { Clock } from '../platform/clock.ts'
import type { Store } from '../store/handles.ts'
import { summary } from '../store/outboxQueries.ts'
import { instantOf } from '../usecases/context.ts'
import type { DeskStatusBoard } from '../usecases/deskStatus.ts'
import type { ReaderDesk } from '../usecases/readerDesk.ts'

/** How often the control software is asked how it stands; a question to this PC only. */
const askEveryMs = 5_000
/** How long it is left alone after it could not be opened, because opening asks the NHI. */
const openAgainMs = 30_000

export interface StatusKeeper {
  /** Asks for the first time, and from then on in turns. */
  begin(): void
  /** Counts the outbox anew. */
  countOutbox(): Promise<void>
  /** The sync worker came or went. */
  outboxRunning(running: boolean): void
  stop(): void
}

/** Keeps the desk's status up to date from the reader's events, the control software and the outbox. */
export const keepStatus = (options: {
  readonly board: DeskStatusBoard
  readonly reader: CardReaderPort
  readonly readerDesk: ReaderDesk
  readonly control: NhiControlPort | null
  readonly store: Store
  readonly clock: Clock
}): StatusKeeper => {
  const { board, reader, clock } = options
  /** Until PC/SC has told of a reader, or has had a round's time to: a desk that has just been started misses nothing yet. */
  let isStarting = true
  let isRunning = false
  let leftAloneUntil = Number.NEGATIVE_INFINITY

  const showReader = (): void => board.change({ reader: options.readerDesk.status(isStarting) })
  options.readerDesk.onAssigned(showReader)

  /** Start of day, and whenever the control software was started anew and has forgotten its SAM: not only when a card comes. */
  const openAgain = async (control: NhiControlPort): Promise<void> => {
    const { controlSoftware, sam } = board.current()
    if (controlSoftware.state !== 'ok' || sam.state === 'verified' || performance.now() < leftAloneUntil) return
    leftAloneUntil = Number.POSITIVE_INFINITY
    const opened = await control.open()
    leftAloneUntil = opened.ok ? Number.NEGATIVE_INFINITY : performance.now() + openAgainMs
    if (opened.ok) await board.askControl()
  }

  const ask = async (): Promise<void> => {
    await board.askControl()
    if (options.control !== null) await openAgain(options.control)
    const offsetMs = options.control?.serverOffsetMs() ?? null
    if (offsetMs !== null) clock.learn({ offsetMs, roundTripMs: 1_000 })
    board.change({ clock: { offsetMs: clock.offsetMs() } })
  }

  const countOutbox = async (): Promise<void> => {
    const { nearestDeadline, ...counts } = await summary(options.store.db, clock.now())
    board.change({
      outbox: {
        ...counts,
        nearestDeadline: nearestDeadline === null ? null : instantOf(nearestDeadline),
        running: isRunning,
      },
    })
  }

  const unsubscribe = reader.subscribe((event) => {
    if (event.type !== 'service') isStarting = false
    showReader()
    // A card that came or went in any reader may be the professional's.
    if (event.type !== 'service') void ask()
  })
  let timer: NodeJS.Timeout | undefined
  const round = (): void => {
    void ask()
    void countOutbox()
  }

  return {
    begin: () => {
      timer = setInterval(() => {
        isStarting = false
        showReader()
        round()
      }, askEveryMs)
      showReader()
      round()
    },
    countOutbox,
    outboxRunning: (running) => {
      isRunning = running
      void countOutbox()
    },
    stop: () => {
      clearInterval(timer)
      unsubscribe()
    },
  }
}
