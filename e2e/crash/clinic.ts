import { setTimeout as sleep } from 'node:timers/promises'
import { consult, openVisits, register } from '../chaos/visits.ts'
import type { Desk } from '../fixtures/desk.ts'
import type { ScreenLedger } from './ledgers.ts'

/** A clinic at work on one desk, visit after visit, until it is told to stop or its program is gone. */
export interface Clinic {
  /** Resolves when the work under way has ended, well or by the kill. */
  readonly ended: Promise<void>
  stop(): void
}

/** What the page's door says when its program is killed under it. */
const isGone = (error: unknown): boolean =>
  error instanceof Error &&
  /closed|crashed|destroyed|detached|disconnected|Execution context|Target/i.test(error.message)

/** A short breath where the desk isn't ready yet, as somebody would look at the screen again. */
const breathMs = 60

/** Keeps what the screen shows as saved and as green. */
const noteShown = async (desk: Desk, screen: ScreenLedger): Promise<void> => {
  for (const item of await desk.ask('outbox:list', { filter: 'accepted', limit: 500 })) screen.green.add(item.outboxId)
}

interface Work {
  readonly desk: Desk
  readonly screen: ScreenLedger
  /** Name of the person whose card is in. */
  readonly person: () => string
  readonly counted: (what: string) => void
}

/** One step of work: ends the visit of the person whose card is in, or registers one. */
const step = async ({ desk, screen, person, counted }: Work): Promise<void> => {
  const visit = (await openVisits(desk)).find(({ patient }) => patient.name === person())
  if (visit === undefined) {
    const answer = await register(desk)
    counted(`register: ${answer}`)
    if (answer !== 'done') {
      if (answer === 'no card') await desk.ask('card:read-again', {})
      await sleep(breathMs)
      return
    }
    for (const shown of await openVisits(desk)) screen.registered.set(shown.encounterId, shown.visitSequenceNumber)
    return
  }
  screen.registered.set(visit.encounterId, visit.visitSequenceNumber)
  if (visit.state !== 'to-pay') {
    const answer = await consult(desk, visit)
    if (answer !== 'done') await sleep(breathMs)
    counted(`consult: ${answer}`)
    return
  }
  const detail = await desk.ask('visit:detail', { encounterId: visit.encounterId })
  const answer = await desk.invoke('cashier:close', {
    encounterId: visit.encounterId,
    received: detail.price?.amountDue ?? 0,
    exceptionCode: visit.exceptionCode,
  })
  counted(`close: ${answer.ok ? 'done' : answer.error.code}`)
  if (answer.ok) screen.closed.add(visit.encounterId)
  else await sleep(breathMs)
  await noteShown(desk, screen)
}

export const openClinic = (options: Work): Clinic => {
  let isOpen = true
  const work = async (): Promise<void> => {
    try {
      while (isOpen) await step(options)
    } catch (error) {
      // Whatever was under way has no answer: the screen has called nothing saved.
      if (!isGone(error)) throw error
      options.counted('cut off in the middle of a step')
    }
  }
  return {
    ended: work(),
    stop: () => {
      isOpen = false
    },
  }
}
