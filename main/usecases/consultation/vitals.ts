import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { type VisitVitals, type VitalKind, vitalKinds } from '../../../preload/contract/visit/vitals.ts'
import type { EncounterId, IsoDate } from '../../../preload/contract/words.ts'
import { bodyMassOf, markOf } from '../../domain/visit/vitalSigns.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { chartsOf } from '../../store/patient/patientMergeRepository.ts'
import { findById, type PatientRecord } from '../../store/patient/patientRepository.ts'
import { changeVitals, type VitalRecord, vitalsBefore, vitalsOf } from '../../store/record/vitalSignRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import type { EncounterRecord } from '../../store/visit/encounterRecord.ts'
import { type DeskContext, instantOf } from '../context.ts'
import { vitalChanges, withChanges } from './vitalChanges.ts'
import { limitsFor } from './vitalLimits.ts'

type Judged = HandlerOutput<'vitals:save'>

/** So many earlier visits with values are shown beside today's. */
const visitsBeside = 8

const view = async (
  context: DeskContext,
  encounter: EncounterRecord,
  patient: PatientRecord,
  values: readonly VitalRecord[],
): Promise<Result<VisitVitals>> => {
  const limits = limitsFor(context, encounter, patient)
  if (!limits.ok) return limits
  const { db } = context.store
  const earlier = await vitalsBefore(db, await chartsOf(db, patient.id), encounter.id, visitsBeside)
  const marked = (readings: readonly VitalRecord[]): VisitVitals['values'] =>
    vitalKinds.flatMap((kind) =>
      readings
        .filter((reading) => reading.kind === kind)
        .map((reading) => {
          const entry = limits.value.of(kind, reading.meal)
          const mark = entry === undefined ? null : markOf(reading.value, entry)
          return { ...reading, measuredAt: instantOf(reading.measuredAt), mark }
        }),
    )
  const lastOf = (kind: VitalKind): number | undefined =>
    [values, ...earlier.map((visit) => visit.values)]
      .map((readings) => readings.find((reading) => reading.kind === kind)?.value)
      .find((value) => value !== undefined)
  // Who is not measured today has the height of the last time; a weight is today's or none.
  const weight = values.find(({ kind }) => kind === 'weight')?.value
  const bodyMass = bodyMassOf(lastOf('height'), weight)
  const bodyMassLimits = limits.value.of('body-mass')
  return ok({
    encounterId: encounter.id,
    fields: [...limits.value.fields],
    values: marked(values),
    bodyMass:
      bodyMass === null || bodyMassLimits === undefined
        ? null
        : { value: bodyMass, mark: markOf(bodyMass, bodyMassLimits) },
    earlier: earlier.map((visit) => ({ visitedOn: visit.visitedOn as IsoDate, values: marked(visit.values) })),
  })
}

const visitAndPatient = async (
  context: DeskContext,
  encounterId: EncounterId,
): Promise<Result<{ readonly encounter: EncounterRecord; readonly patient: PatientRecord }>> => {
  const encounter = await byId(context.store.db, encounterId)
  const patient = encounter === null ? null : await findById(context.store.db, encounter.patientId)
  return encounter === null || patient === null ? fail('NOT_FOUND') : ok({ encounter, patient })
}

/** 生命徵象 of a visit with those of earlier ones, each judged by the limits of its patient's age. */
export const showVitals = async (context: DeskContext, encounterId: EncounterId): Promise<Result<VisitVitals>> => {
  const found = await visitAndPatient(context, encounterId)
  if (!found.ok) return found
  return view(context, found.value.encounter, found.value.patient, found.value.encounter.vitals)
}

/** How typed values would stand, without writing them down. */
export const judgeVitals = async (
  context: DeskContext,
  { encounterId, changes }: HandlerInput<'vitals:judge'>,
): Promise<Result<Judged>> => {
  const found = await visitAndPatient(context, encounterId)
  if (!found.ok) return found
  const { encounter, patient } = found.value
  const wished = vitalChanges(context, encounter, patient, changes)
  if (!wished.ok) return wished
  const vitals = await view(context, encounter, patient, withChanges(encounter.vitals, wished.value))
  return vitals.ok ? ok({ vitals: vitals.value, refused: wished.value.refused }) : vitals
}

/** Writes typed values down, each for itself; those that cannot be are named and change nothing. */
export const saveVitals = async (
  context: DeskContext,
  { encounterId, changes }: HandlerInput<'vitals:save'>,
): Promise<Result<Judged>> => {
  const found = await visitAndPatient(context, encounterId)
  if (!found.ok) return found
  const { encounter, patient } = found.value
  const saved = await context.store.write(async (tx) => {
    const now = await byId(tx, encounterId)
    if (now === null || now.state === 'closed' || now.state === 'cancelled') refuse('VISIT_STATE')
    // What another desk has measured meanwhile counts: 舒張壓 is held against the 收縮壓 that stands.
    const standing = { ...encounter, vitals: (await vitalsOf(tx, [encounterId])).get(encounterId) ?? [] }
    const wished = vitalChanges(context, standing, patient, changes)
    if (wished.ok) await changeVitals(tx, encounterId, wished.value)
    return wished
  })
  if (!saved.ok) return saved
  if (!saved.value.ok) return saved.value
  context.publish('vitals:changed', { encounterId })
  const vitals = await showVitals(context, encounterId)
  return vitals.ok ? ok({ vitals: vitals.value, refused: saved.value.value.refused }) : vitals
}
