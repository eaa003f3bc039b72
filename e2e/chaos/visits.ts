import { setTimeout as sleep } from 'node:timers/promises'
import type { VisitSummary } from '../../preload/contract/visit/visit.ts'
import type { Desk } from '../fixtures/desk.ts'
import { visitorNamed } from './people.ts'

const soap = { subjective: '喉嚨痛', objective: '', assessment: '', plan: '' }

/** Registers the person of the card that is in now, as the form would send it; the code of the answer. */
export const register = async (desk: Desk): Promise<string> => {
  const session = await desk.ask('card:current', {})
  if (session === null) return 'no card'
  const options = await desk.invoke('registration:options', { cardSessionId: session.sessionId, patientId: null })
  if (!options.ok) return options.error.code
  const { proposed, practitioners, rooms } = options.value
  const practitionerId = proposed.practitionerId ?? practitioners[0]?.practitionerId
  const roomId = proposed.roomId ?? rooms[0]?.roomId
  if (practitionerId === undefined || roomId === undefined) return 'no doctor or room'
  const answer = await desk.invoke('registration:register', {
    cardSessionId: session.sessionId,
    patientId: null,
    practitionerId,
    roomId,
    session: proposed.session,
    treatmentItem: '01',
    copaymentCode: proposed.copaymentCode,
    exceptionCode: null,
  })
  return answer.ok ? 'done' : answer.error.code
}

/** The visits of today that are neither closed nor taken back. */
export const openVisits = async (desk: Desk): Promise<readonly VisitSummary[]> =>
  (await desk.ask('visit:list', { day: null })).filter(({ state }) => state !== 'closed' && state !== 'cancelled')

/** How long an impatient hand waits for the visit that it wants to work on. */
const patienceMs = 2_000

/** An open visit that fits, as soon as there is one. */
export const awaitVisit = async (
  desk: Desk,
  fits: (visit: VisitSummary) => boolean = () => true,
): Promise<VisitSummary | undefined> => {
  const until = performance.now() + patienceMs
  while (performance.now() < until) {
    const visit = (await openVisits(desk)).find(fits)
    if (visit !== undefined) return visit
    await sleep(50)
  }
  return undefined
}

/** From the waiting list to the cashier, with the diagnosis and the drug of that person alone. */
export const consult = async (desk: Desk, visit: VisitSummary): Promise<string> => {
  const { encounterId } = visit
  const started = await desk.invoke('consultation:start', { encounterId })
  if (!started.ok && started.error.code !== 'VISIT_STATE') return started.error.code
  const visitor = visitorNamed(visit.patient.name)
  if (visitor === undefined) throw new Error(`nobody is called ${visit.patient.name}`)
  const finished = await desk.invoke('consultation:finish', {
    encounterId,
    soap,
    diagnoses: [visitor.diagnosis],
    orders: [visitor.drug],
  })
  if (!finished.ok) return finished.error.code
  return finished.value.visit === null ? 'incomplete' : 'done'
}

/** Writes the card that is in and closes the visit; the code of the answer. */
export const close = async (desk: Desk, visit: VisitSummary): Promise<string> => {
  const detail = await desk.invoke('visit:detail', { encounterId: visit.encounterId })
  if (!detail.ok) return detail.error.code
  const due = detail.value.price?.amountDue
  if (due === undefined) return 'not priced'
  const answer = await desk.invoke('cashier:close', {
    encounterId: visit.encounterId,
    received: due,
    exceptionCode: visit.exceptionCode,
  })
  return answer.ok ? 'done' : answer.error.code
}

export const cancel = async (desk: Desk, visit: VisitSummary): Promise<string> => {
  const answer = await desk.invoke('registration:cancel', { encounterId: visit.encounterId })
  return answer.ok ? 'done' : answer.error.code
}
