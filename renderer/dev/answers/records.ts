import type { VisitVersion } from '../../../preload/contract/record/amendment.ts'
import {
  type BegunAmendment,
  type KeptAmendment,
  KeptAmendmentSchema,
} from '../../../preload/contract/record/amendmentDraft.ts'
import type { UnsignedRecord } from '../../../preload/contract/record/recordSignature.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import type { HalfTyped } from '../../../preload/contract/visit/halfTyped.ts'
import type { VisitDetail } from '../../../preload/contract/visit/visit.ts'
import { InstantSchema, IsoDateSchema } from '../../../preload/contract/words.ts'
import fixtures from '../fixtures.json'
import { type Handlers, instant, type World } from '../world.ts'
import { openAlerts } from './orderAlerts.ts'
import { samplePrice } from './visits.ts'

const notFound: AppError = { code: 'NOT_FOUND', retryable: false }

const unsignedOf = (visit: VisitDetail): UnsignedRecord[] => {
  const { signature } = visit
  if (visit.state !== 'closed' || signature?.state !== 'unsigned') return []
  const { encounterId, queueNumber, patient, practitionerId, practitionerName, registeredAt } = visit
  return [
    {
      encounterId,
      version: signature.version,
      day: IsoDateSchema.parse(registeredAt.slice(0, 10)),
      queueNumber,
      patientName: patient.name,
      practitionerId,
      practitionerName,
      dueAt: signature.dueAt,
      isLate: signature.isLate,
    },
  ]
}

const change = (world: World, encounterId: string, next: (old: VisitDetail) => VisitDetail): VisitDetail | AppError => {
  const index = world.visits.findIndex((visit) => visit.encounterId === encounterId)
  const old = world.visits[index]
  if (old === undefined) return notFound
  const changed = next(old)
  world.visits[index] = changed
  setTimeout(() => world.tell('visit:changed', { encounterId: changed.encounterId }), 0)
  return changed
}

const earlier = (world: World, encounterId: string): VisitVersion[] => {
  const visit = world.visits.find((each) => each.encounterId === encounterId)
  if (visit === undefined || visit.version === 1) return []
  return [
    {
      version: 1,
      endedAs: visit.state === 'cancelled' ? 'cancelled' : 'amended',
      endedAt: instant(-600_000) as never,
      endedBy: fixtures.person,
      reason: fixtures.assessment,
      difference: 50,
      soap: visit.soap,
      diagnoses: visit.diagnoses,
      orders: visit.orders.map((order) => ({ ...order, name: order.code })),
      amountDue: samplePrice.amountDue,
      changes: [
        { part: 'diagnosis', line: 1, before: visit.diagnoses[0]?.code ?? null, after: null },
        { part: 'amount', line: null, before: '150', after: String(samplePrice.amountDue) },
      ],
    },
  ]
}

const begun = new Map<string, KeptAmendment>()

const begunOf = ({ encounterId, queueNumber, patient, registeredAt }: VisitDetail): BegunAmendment[] => {
  const kept = begun.get(encounterId)
  if (kept === undefined) return []
  const { savedAt, savedBy } = kept
  const day = IsoDateSchema.parse(registeredAt.slice(0, 10))
  return [{ encounterId, day, queueNumber, patientName: patient.name, savedAt, savedBy }]
}

const halfTyped = new Map<string, HalfTyped>()

/** Amendments and signatures of the scenes' visits. */
export const recordHandlers: Pick<
  Handlers,
  | 'amendment:amend'
  | 'amendment:cancel'
  | 'amendment:cancel-refill'
  | 'amendment:versions'
  | 'amendment:begun'
  | 'amendment:kept'
  | 'amendment:keep'
  | 'amendment:let-go'
  | 'half-typed:of-visit'
  | 'half-typed:keep'
  | 'signature:unsigned'
  | 'signature:sign'
  | 'outbox:pre-check'
  | 'outbox:read-old-file'
> = {
  'amendment:amend': (world, { encounterId, soap, diagnoses, orders, alertReasons }) => {
    if (diagnoses.length === 0) {
      return { visit: null, problems: [], missing: ['diagnosis'], unbillable: [], alerts: [] }
    }
    const alerts = openAlerts(world, orders, alertReasons)
    if (alerts.length > 0) return { visit: null, problems: [], missing: [], unbillable: [], alerts }
    const visit = change(world, encounterId, (old) => ({ ...old, soap, diagnoses, orders, version: old.version + 1 }))
    return 'code' in visit ? visit : { visit, problems: [], missing: [], unbillable: [], alerts: [] }
  },
  'amendment:cancel': (world, { encounterId }) =>
    change(world, encounterId, (old) => ({ ...old, state: 'cancelled', version: old.version + 1 })),
  'amendment:cancel-refill': (world, { encounterId }) =>
    change(world, encounterId, (old) => ({ ...old, refillCancellation: 'asked', version: old.version + 1 })),
  'amendment:versions': (world, { encounterId }) => earlier(world, encounterId),
  'amendment:begun': (world) => world.visits.flatMap(begunOf),
  'amendment:kept': (_, { encounterId }) => begun.get(encounterId) ?? null,
  'amendment:keep': (world, { encounterId, basedOn: _base, ...draft }) => {
    const savedAt = InstantSchema.parse(instant())
    if (!begun.has(encounterId)) change(world, encounterId, (visit) => visit)
    begun.set(encounterId, KeptAmendmentSchema.parse({ ...draft, savedAt, savedBy: fixtures.doctors[0]?.name ?? '' }))
    return { savedAt }
  },
  'amendment:let-go': (world, { encounterId }) => {
    begun.delete(encounterId)
    change(world, encounterId, (visit) => visit)
    return {}
  },
  'half-typed:of-visit': (_, { encounterId }) => halfTyped.get(encounterId) ?? {},
  'half-typed:keep': (_, { encounterId, fields }) => {
    halfTyped.set(encounterId, fields)
    return { savedAt: InstantSchema.parse(instant()) }
  },
  'signature:unsigned': (world) => world.visits.flatMap(unsignedOf),
  'signature:sign': (world, { records }) => {
    for (const { encounterId } of records) {
      change(world, encounterId, ({ signature, ...old }) => ({
        ...old,
        signature: signature === null ? null : { ...signature, state: 'signed', signedAt: instant() as never },
      }))
    }
    return { signed: records.length, skipped: 0 }
  },
  'outbox:pre-check': () => ({ verdict: 'sound', by: 'nhi', fieldErrors: [] }),
  'outbox:read-old-file': () => ({ records: [], fault: { kind: 'version', record: 1 } }),
}
