import { setTimeout as pause } from 'node:timers/promises'
import type { CardReaderPort } from '../../native/card-reader/port.ts'
import type { Clock } from '../platform/clock.ts'
import type { Store } from '../store/handles.ts'
import { summary } from '../store/outbox/outboxQueries.ts'
import { instantOf } from '../usecases/context.ts'
import type { ControlWatch } from '../usecases/desk/controlWatch.ts'
import type { DeskStatusBoard, StatusReports } from '../usecases/desk/deskStatus.ts'
import type { ReaderDesk } from '../usecases/desk/readerDesk.ts'
import { learnFromControl } from './learnServerTime.ts'

/** How often the control software is asked how it stands; a question to this PC only. */
const askEveryMs = 5_000
/** The control software notices a card later than PC/SC does: it is asked once more after this time. */
const askAgainMs = 700
/** The outbox is counted no oftener than that while much of it moves. */
const countPauseMs = 300

export interface StatusKeeper {
  /** Asks for the first time, and from then on in turns. */
  begin(): void
  /** Counts the outbox anew. */
  countOutbox(): Promise<void>
  /** What the sync worker says of its links; a line that is back is what an unverified SAM was waiting for. */
  links(links: StatusReports['links']): void
  /** The sync worker came or went. */
  outboxRunning(running: boolean): void
  stop(): void
}

/** Keeps the desk's status up to date from the reader's events, the control software and the outbox. */
export const keepStatus = (options: {
  readonly board: DeskStatusBoard
  readonly reader: CardReaderPort
  readonly readerDesk: ReaderDesk
  /** Null while the clinic has not been set up. */
  readonly watch: ControlWatch | null
  readonly store: Store
  readonly clock: Clock
}): StatusKeeper => {
  const { board, reader, readerDesk, clock, watch } = options
  /** Until PC/SC has told of a reader, or has had a round's time to: a desk that has just been started misses nothing yet. */
  let isStarting = true
  let isRunning = false

  const showReader = (): void => board.change({ reader: options.readerDesk.status(isStarting) })
  options.readerDesk.onAssigned(showReader)

  const showClock = (): void => board.change({ clock: { offsetMs: clock.offsetMs() } })
  // What the screens count down must not stand beside an alarm by another time.
  clock.onCorrection(showClock)

  let isAsking = false
  let hasNews = false

  /** A library that hangs takes longer than a round: whoever works at the desk must not stand in line behind our questions. */
  const ask = async (): Promise<void> => {
    if (isAsking) return
    isAsking = true
    try {
      do {
        hasNews = false
        await watch?.round()
      } while (hasNews)
    } finally {
      isAsking = false
    }
    if (watch !== null) learnFromControl(clock, watch.control)
    showClock()
  }
  /** Something has happened that an answer under way may not know of yet. */
  const askOfNews = (): void => {
    hasNews = true
    void ask()
  }

  let counting: Promise<void> | null = null
  let countAgain = false
  let isStopped = false

  /**
   * With a hundred thousand rows in line one count takes a good part of a tenth of a second, and each push that goes asks for one:
   * after a count there is a pause, and whatever has asked meanwhile is answered by one more.
   */
  const countOutbox = (): Promise<void> => {
    countAgain = true
    counting ??= (async () => {
      try {
        while (countAgain && !isStopped) {
          countAgain = false
          await countOnce()
          await pause(countPauseMs, undefined, { ref: false })
        }
      } finally {
        counting = null
      }
    })()
    return counting
  }
  const countOnce = async (): Promise<void> => {
    const { nearestDeadline, ...counts } = await summary(options.store.db, clock.now())
    board.change({
      outbox: {
        ...counts,
        nearestDeadline: nearestDeadline === null ? null : instantOf(nearestDeadline),
        running: isRunning,
        pausedUntil: board.current().outbox.pausedUntil,
        nhiOffered: board.current().outbox.nhiOffered,
      },
    })
  }

  const unsubscribe = reader.subscribe((event) => {
    if (event.type !== 'service') isStarting = false
    showReader()
    const isProfessional = 'reader' in event && readerDesk.isProfessionalReader(event.reader)
    // At once, before anybody is asked: a card that is out signs nothing any more.
    if (event.type === 'card-removed' && isProfessional) watch?.professional.observe({ type: 'removed' })
    if (event.type === 'card-inserted' && isProfessional) watch?.professional.observe({ type: 'inserted' })
    if (event.type === 'service') return
    // A card in any other reader than the patient's may be the professional's. Of the patient's own it is asked after a moment only: to
    // answer, the control software looks into that card itself, and the reading of its name would have to wait for it.
    if (event.type !== 'readers-changed' && !readerDesk.isPatientReader(event.reader)) askOfNews()
    clearTimeout(later)
    later = setTimeout(askOfNews, askAgainMs)
  })
  let timer: NodeJS.Timeout | undefined
  let later: NodeJS.Timeout | undefined
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
    links: (links) => {
      const wasUp = board.current().vpn.state === 'up'
      board.links(links)
      if (links.nhi === 'up' && !wasUp) void watch?.changed('line')
    },
    outboxRunning: (running) => {
      isRunning = running
      void countOutbox()
    },
    stop: () => {
      isStopped = true
      clearInterval(timer)
      clearTimeout(later)
      unsubscribe()
    },
  }
}
