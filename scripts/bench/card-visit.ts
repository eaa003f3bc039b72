// Card in, registered, and written back with ten signed orders: what the app adds to the calls' own time.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CardId, startSims } from '../../e2e/sims/client.ts'
import { populationAt } from '../../e2e/sims/people/population.ts'
import { okValue } from '../../main/store/temporaryStore.ts'
import { finishConsultation } from '../../main/usecases/consultation/finishConsultation.ts'
import { searchOrders } from '../../main/usecases/consultation/searchCatalog.ts'
import { startConsultation } from '../../main/usecases/consultation/startConsultation.ts'
import { closeVisit } from '../../main/usecases/record/closeVisit.ts'
import { registerVisit } from '../../main/usecases/registration/registerVisit.ts'
import type { OrderDraft } from '../../preload/contract/orders/order.ts'
import { openVisitDesk } from './desks/visitDesk.ts'
import { watchCalls } from './measure/callTimes.ts'
import { median, pronounce, quantile } from './measure/verdict.ts'

const people: readonly CardId[] = ['lin-adult', 'wu-low-income', 'zhao-veteran', 'huang-critical', 'zhang-child']
/** As many visits as everybody's card has left, less one. */
const rounds = 5
const orderCount = 10
const limitMs = 300
const visitCount = people.length * rounds
/** How often each path is asked in all: whatever is asked twice, or not side by side with its like, shows here. */
const expectedCalls: ReadonlyMap<string, number> = new Map([
  // Opening, and the PIN behind it, look at the state; so does each card.
  ['/api/common/v1/Status', 3 + visitCount],
  ['/api/common/v1/Initial', 1],
  ['/api/sam/v1/Verification', 1],
  ['/api/hpc/v1/Verification/Hpc', 1],
  ['/api/hc/v1/Logout', visitCount],
  // Identity, serial, codes with fees, orders.
  ['/api/hc/v1/Signature/Hc', 4 * visitCount],
  ['/api/hc/v1/Signature/HpcHc', visitCount],
  ['/api/v1/BasicData/Register', visitCount],
  ['/api/v1/CriticalIllness/Query', visitCount],
  ['/api/v1/SequelNumber/Next', visitCount],
  ['/api/v1/Treatment/WriteCodeFee', visitCount],
  ['/api/v1/Prescription/Write', visitCount],
])
/** The switches of the simulators are no part of a visit. */
const isOfSimulators = (path: string): boolean => path.startsWith('/admin/')

const times = watchCalls()
const folder = mkdtempSync(join(tmpdir(), 'card-visit-'))
const sims = await startSims({ dir: folder, withoutPcsc: true, minimal: true })
const desk = await openVisitDesk(sims)
const { context, control, reader } = desk
const [doctor] = context.settings.practitioners.filter(({ role }) => role === 'doctor')
const [room] = context.settings.rooms
if (doctor === undefined || room === undefined) throw new Error('the demonstration has no doctor or no room')

await sims.cards.insertProfessional('dr-wang')
okValue(await control.open())
okValue(await control.verifyProfessionalPin(sims.settings.demo.professionalPin))
const found = okValue(await searchOrders(context, { text: 'A0', limit: 4 * orderCount, practitionerId: null }))
const drugs = found.filter(({ kind }) => kind === 'drug').slice(0, orderCount)
if (drugs.length < orderCount) throw new Error(`the catalogue gave ${drugs.length} drugs`)
const orders = drugs.map(
  ({ code }): OrderDraft => ({
    kind: 'drug',
    code,
    dose: 1,
    frequency: 'TID',
    route: 'PO',
    days: 3,
    quantity: null,
    site: '',
  }),
)

/** Wall time of a part of the visit, and of it what the calls took. */
const timed = async <T>(work: () => Promise<T>) => {
  const from = performance.now()
  const value = await work()
  const to = performance.now()
  const calls = times.within(from, to)
  return { value, ms: to - from, calls: calls.calls, ownMs: calls.ms }
}

const visit = async (person: CardId) => {
  const known = populationAt(Date.now()).find(({ id }) => id === person)
  if (known === undefined) throw new Error(`nobody is called ${person}`)
  await sims.cards.insert(person)
  const authenticated = await timed(async () => {
    const { nhiCardNumber: cardNumber, name, nationalId, birthDate, sex, issueDate } = known
    reader.insert(desk.readerName, { cardNumber, name, nationalId, birthDate, sex, issueDate })
    return context.cards.settled()
  })
  const { session } = authenticated.value ?? {}
  if (session?.phase !== 'authenticated') throw new Error(`${session?.phase}: ${session?.fault?.code}`)
  const registered = await timed(() =>
    registerVisit(context, {
      cardSessionId: session.sessionId,
      patientId: null,
      practitionerId: doctor.id,
      roomId: room.id,
      session: 'morning',
      treatmentItem: '01',
      copaymentCode: 'D10',
      exceptionCode: null,
      attendance: 'on-site',
      consent: null,
      appointmentId: null,
      refillOf: null,
    }),
  )
  const { encounterId } = okValue(registered.value)
  okValue(await startConsultation(context, encounterId))
  const soap = { subjective: '喉嚨痛', objective: '', assessment: '', plan: '' }
  const diagnoses = [{ code: 'J06.9', nameZh: '急性上呼吸道感染', nameEn: 'Acute upper respiratory infection' }]
  const draft = { encounterId, soap, diagnoses, orders }
  const asked = okValue(await finishConsultation(context, draft))
  // Two of the ten have one substance: a doctor gives a reason for that.
  const alertReasons = asked.alerts.map(({ key }) => ({ key, choice: 'needed' as const, words: '' }))
  const finished = asked.visit === null ? okValue(await finishConsultation(context, { ...draft, alertReasons })) : asked
  if (finished.visit === null) throw new Error(JSON.stringify(finished))
  const closed = await timed(() => closeVisit(context, { encounterId, received: 10_000, exceptionCode: null }))
  const record = okValue(closed.value)
  if (record.cardWrite !== 'written') throw new Error(`card write: ${record.cardWrite}`)
  reader.remove(desk.readerName)
  await sims.cards.pull()
  const parts = { authenticated, registered, closed }
  const sum = (of: 'ms' | 'ownMs' | 'calls'): number => Object.values(parts).reduce((all, part) => all + part[of], 0)
  return { parts, ms: sum('ms'), ownMs: sum('ownMs'), calls: sum('calls') }
}

type Visit = Awaited<ReturnType<typeof visit>>
const visits: Visit[] = []
try {
  for (let round = 0; round < rounds; round += 1) {
    for (const person of people) visits.push(await visit(person))
  }
} finally {
  await desk.dispose()
  await sims.stop()
  rmSync(folder, { recursive: true, force: true })
}

const show = (ms: number): string => ms.toFixed(1)
for (const part of ['authenticated', 'registered', 'closed'] as const) {
  const of = (pick: (one: Visit['parts'][typeof part]) => number): number =>
    median(visits.map(({ parts }) => pick(parts[part])))
  console.log(
    `${part}: ${of(({ calls }) => calls)} calls, whole ${show(of(({ ms }) => ms))} ms, calls' own ${show(of(({ ownMs }) => ownMs))} ms`,
  )
}
const made = [...times.byPath()].filter(([path]) => !isOfSimulators(path))
for (const [path, { calls, ms }] of made) {
  console.log(`  ${path}: ${calls} × ${show(ms / calls)} ms, expected ${expectedCalls.get(path) ?? 0}`)
}
const paths = new Set([...made.map(([path]) => path), ...expectedCalls.keys()])
const unexpected = [...paths].filter((path) => times.byPath().get(path)?.calls !== expectedCalls.get(path))
console.log(
  unexpected.length === 0
    ? 'every call was made as often as the visits need it, and no oftener'
    : `made more or less often than the visits need: ${unexpected.join(', ')}`,
)

// The first visit opens connections and fills caches, so that it is shown by itself.
const added = visits.map(({ ms, ownMs }) => ms - ownMs)
const value = median(added)
const p95 = quantile(added, 0.95)
console.log(
  `whole ${show(median(visits.map(({ ms }) => ms)))} ms, calls' own ${show(median(visits.map(({ ownMs }) => ownMs)))} ms, first visit adds ${show(added[0] ?? Number.NaN)} ms, p95 ${show(p95)} ms`,
)
pronounce({
  name: 'card-visit',
  value,
  unit: 'ms',
  baseline: median(visits.map(({ ownMs }) => ownMs)),
  ratio: null,
  limit: limitMs,
  pass: value <= limitMs && unexpected.length === 0,
})
