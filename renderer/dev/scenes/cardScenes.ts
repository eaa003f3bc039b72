import { makeUpItem } from '../answers/makeUps.ts'
import { person } from '../people.ts'
import { instant, type World } from '../world.ts'
import { session, withCard } from './sceneParts.ts'

const hour = 3_600_000

const unresolvedActs = (): World['unresolved'] =>
  (['serial-lost', 'serial-held', 'rollback-lost', 'fees-lost', 'orders-lost'] as const).map((kind, index) => ({
    entryId: `act-${index}`,
    kind,
    patient: person(kind === 'serial-lost' ? 21 : index),
    at: instant(-index * hour) as never,
    desk: 'desk-1',
    encounterId: null,
    queueNumber: index > 1 ? index : null,
    treatmentItem: '01' as never,
    visitSequenceNumber: kind === 'serial-held' ? '0012' : null,
    cardCanTell: true,
    canBeSettled: kind === 'serial-held',
  }))

/** What the patient’s card comes to. */
export const cardScenes: Readonly<Record<string, (world: World) => void>> = {
  card: withCard(),
  unresolved: (world) => {
    withCard()(world)
    world.unresolved = unresolvedActs()
    world.begin = () => {
      const name = person(3).name
      const resolved = {
        entryId: 'act-9',
        patientName: name,
        result: 'serial-taken',
        visitSequenceNumber: '0012',
      } as const
      world.tell('journal:resolved', resolved)
    }
  },
  'card-swapped': (world) => {
    withCard()(world)
    world.failures['registration:register'] = { code: 'CARD_CHANGED', retryable: true }
    world.failures['cashier:close'] = { code: 'CARD_CHANGED', retryable: true }
    world.failures['registration:cancel'] = { code: 'CARD_CHANGED', retryable: true }
  },
  'other-serial': (world) => {
    withCard()(world)
    world.otherSerial = { takenAt: instant(-4 * 60_000) as never, visitSequenceNumber: '0011' }
  },
  'card-reading': withCard({
    phase: 'reading',
    holder: null,
    patient: null,
    insurance: null,
    steps: [{ step: 'read', state: 'running', ms: 40 }],
  }),
  'card-authenticating': withCard({
    phase: 'authenticating',
    insurance: null,
    steps: [
      { step: 'read', state: 'done', ms: 96 },
      { step: 'authenticate', state: 'running', ms: 300 },
    ],
  }),
  'card-fault': withCard({
    phase: 'identified',
    insurance: null,
    steps: [
      { step: 'read', state: 'done', ms: 96 },
      { step: 'authenticate', state: 'failed', ms: 20_000 },
    ],
    fault: { code: 'NHI_UNREACHABLE', retryable: true },
    proposedException: 'A020',
  }),
  'card-unreadable': withCard({
    phase: 'fault',
    holder: null,
    patient: null,
    insurance: null,
    steps: [{ step: 'read', state: 'failed', ms: 900 }],
    fault: { code: 'CARD_UNREADABLE', retryable: false },
    proposedException: 'B000',
  }),
  'card-refused': withCard({
    phase: 'identified',
    insurance: null,
    steps: [
      { step: 'read', state: 'done', ms: 96 },
      { step: 'authenticate', state: 'failed', ms: 1800 },
    ],
    fault: { code: 'NHI_REFUSED', retryable: false, details: { statusCode: 9083, source: 'server' } },
    proposedException: null,
  }),
  'card-owed': (world) => {
    withCard()(world)
    const patient = world.session?.patient
    if (patient != null) world.makeUps = [makeUpItem(31, { patient }), ...world.makeUps.slice(1)]
  },
  // Past its term, and beside it an exception on a card that has other fees; whatever ends them is refused once more.
  'card-owed-late': (world) => {
    withCard()(world)
    const patient = world.session?.patient
    if (patient == null) return
    const late = makeUpItem(31, { patient, daysLeft: -3, refundWays: ['card', 'cash'] })
    const exception = makeUpItem(33, {
      patient,
      kind: 'exception',
      exceptionCode: 'A021',
      serialTaken: true,
      deposit: 0,
    })
    world.makeUps = [late, exception, ...world.makeUps.slice(3)]
    const feesDiffer = { code: 'CARD_FEES_DIFFER', retryable: false, details: { points: 412, now: 506 } } as const
    world.failures['make-up:keep-deposit'] = { code: 'DEPOSIT_NOT_KEPT', retryable: false }
    world.failures['make-up:make-up-visit'] = feesDiffer
    world.failures['cashier:close'] = feesDiffer
    world.visits = world.visits.map((entry) => (entry.state === 'to-pay' ? { ...entry, patient } : entry))
  },
  'card-new': withCard({ patient: null }),
  'patient-pin': withCard({
    phase: 'identified',
    insurance: null,
    steps: [
      { step: 'read', state: 'done', ms: 96 },
      { step: 'authenticate', state: 'failed', ms: 400 },
    ],
    fault: { code: 'PATIENT_PIN_NEEDED', retryable: false, details: { statusCode: 1511 } },
  }),
  journey: (world) => {
    world.delays['registration:register'] = 900
    world.begin = () => {
      const show = (change: object, afterMs: number): void => {
        setTimeout(() => {
          world.session = session(change)
          world.tell('card:changed', world.session)
        }, afterMs)
      }
      show({ phase: 'identified', insurance: null, steps: [{ step: 'read', state: 'done', ms: 96 }] }, 300)
      show({}, 2500)
    }
  },
}
