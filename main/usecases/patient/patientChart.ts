import type { FamilyMember, MergedChart, PatientChart } from '../../../preload/contract/patient/patientChart.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { PatientId } from '../../../preload/contract/words.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { toBig5Text } from '../../outbox/mappers/nhi/big5.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import type { WriteTx } from '../../store/handles.ts'
import { familyOf, headFamily, joinFamily, leaveFamily } from '../../store/patient/familyRepository.ts'
import { chartsOf, mergedInto } from '../../store/patient/patientMergeRepository.ts'
import { addNote, endNote, notesOf, seeNotes } from '../../store/patient/patientNoteRepository.ts'
import type { PatientRecord } from '../../store/patient/patientRecord.ts'
import { findById, findByIds, setContact, setProblems } from '../../store/patient/patientRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { type DeskContext, dayOf, instantOf } from '../context.ts'
import { patientView } from './patientView.ts'

const familyView = async ({ store, now }: DeskContext, patientId: PatientId): Promise<FamilyMember[]> => {
  const family = await familyOf(store.db, patientId)
  const people = await findByIds(
    store.db,
    family.map((member) => member.patientId),
  )
  return family.flatMap(({ patientId: id, relation, isHead }) => {
    const patient = people.get(id)
    if (patient === undefined) return []
    const { phone, address } = patient
    return [{ patient: patientView(patient, dayOf(now())), relation, isHead, phone, address }]
  })
}

const mergedView = async ({ store, now }: DeskContext, patientId: PatientId): Promise<MergedChart[]> => {
  const merges = await mergedInto(store.db, patientId)
  const people = await findByIds(
    store.db,
    merges.map(({ mergedId }) => mergedId),
  )
  return merges.flatMap(({ id, mergedId, mergedAt, mergedBy }) => {
    const patient = people.get(mergedId)
    if (patient === undefined) return []
    return [{ mergeId: id, patient: patientView(patient, dayOf(now())), mergedAt: instantOf(mergedAt), mergedBy }]
  })
}

/** What the clinic keeps of a person beyond the form, the notes of merged charts among it. `NOT_FOUND`. */
export const patientChart = async (context: DeskContext, patientId: PatientId): Promise<Result<PatientChart>> => {
  const { db } = context.store
  const patient = await findById(db, patientId)
  if (patient === null) return fail('NOT_FOUND')
  const [notes, family, merged] = await Promise.all([
    chartsOf(db, patientId).then((charts) => notesOf(db, charts, dayOf(context.now()))),
    familyView(context, patientId),
    mergedView(context, patientId),
  ])
  return ok({
    patientId,
    phone: patient.phone,
    address: patient.address,
    allergies: [...patient.allergies],
    problems: [...patient.problems],
    notes: notes.map(({ id, severity, text, writtenAt, writtenBy, seenAt }) => ({
      noteId: id,
      severity,
      text,
      writtenAt: instantOf(writtenAt),
      writtenBy,
      seenAt: [...seenAt],
    })),
    family,
    merged,
    nameOutsideBig5: [...toBig5Text(patient.name).substitutions],
  })
}

interface Deed {
  readonly action: string
  readonly details?: Readonly<Record<string, string | number | boolean | null>>
}

/** Changes a chart in one transaction with its row of the trail, and gives it as it is then. */
const changeChart = async (
  context: DeskContext,
  patientId: PatientId,
  work: (tx: WriteTx, patient: PatientRecord) => Promise<Deed>,
): Promise<Result<PatientChart>> => {
  const saved = await context.store.write(async (tx) => {
    const patient = await findById(tx, patientId)
    if (patient === null) return refuse('NOT_FOUND')
    const { action, details = {} } = await work(tx, patient)
    const { desk } = context.settings
    await appendAudit(tx, { at: context.now(), who: desk.person, desk: desk.id, action, subject: patientId, details })
  })
  if (!saved.ok) return saved
  context.publish('patient:changed', { patientId })
  await context.cards.refreshPatient()
  return patientChart(context, patientId)
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)]

/** Writes down allergies and chronic problems; the trail counts them. */
export const setPatientProblems = (
  context: DeskContext,
  { patientId, allergies, problems }: HandlerInput<'patient:set-problems'>,
): Promise<Result<PatientChart>> =>
  changeChart(context, patientId, async (tx) => {
    const kept = { allergies: distinct(allergies), problems: distinct(problems) }
    await setProblems(tx, patientId, kept)
    const details = { allergies: kept.allergies.length, problems: kept.problems.length }
    return { action: 'patient-problems-changed', details }
  })

export const addPatientNote = (
  context: DeskContext,
  { patientId, severity, text }: HandlerInput<'patient:add-note'>,
): Promise<Result<PatientChart>> =>
  changeChart(context, patientId, async (tx) => {
    const writtenBy = context.settings.desk.person
    await addNote(tx, { id: context.newId(), patientId, severity, text, writtenAt: context.now(), writtenBy })
    return { action: 'patient-note-added', details: { severity } }
  })

export const endPatientNote = (
  context: DeskContext,
  { patientId, noteId }: HandlerInput<'patient:end-note'>,
): Promise<Result<PatientChart>> =>
  changeChart(context, patientId, async (tx) => {
    if (!(await endNote(tx, noteId, context.now()))) refuse('NOT_FOUND')
    return { action: 'patient-note-ended' }
  })

/** Somebody has taken note, at that place and for today. Notes that have ended meanwhile are passed over. */
export const seePatientNotes = (
  context: DeskContext,
  { patientId, noteIds, place }: HandlerInput<'patient:see-notes'>,
): Promise<Result<PatientChart>> =>
  changeChart(context, patientId, async (tx) => {
    const day = dayOf(context.now())
    const standing = await notesOf(tx, await chartsOf(tx, patientId), day)
    const seen = standing.map(({ id }) => id).filter((id) => noteIds.includes(id))
    if (seen.length > 0) {
      await seeNotes(tx, seen, { day, place, who: context.settings.desk.person, at: context.now() })
    }
    return { action: 'patient-notes-seen', details: { place, notes: seen.length } }
  })

/** Takes somebody into a person's family; telephone and address that are missing become the person's. */
export const joinPatientFamily = (
  context: DeskContext,
  { patientId, memberId, relation }: HandlerInput<'patient:join-family'>,
): Promise<Result<PatientChart>> =>
  changeChart(context, patientId, async (tx, { phone, address }) => {
    const member = await findById(tx, memberId)
    if (member === null || memberId === patientId) return refuse('NOT_FOUND')
    await joinFamily(tx, patientId, memberId, relation, context.newId)
    const shared = { phone: member.phone || phone, address: member.address || address }
    await setContact(tx, member, shared)
    return { action: 'family-joined', details: { member: memberId, relation } }
  })

export const leavePatientFamily = (context: DeskContext, patientId: PatientId): Promise<Result<PatientChart>> =>
  changeChart(context, patientId, async (tx) => {
    await leaveFamily(tx, patientId)
    return { action: 'family-left' }
  })

export const headPatientFamily = (context: DeskContext, patientId: PatientId): Promise<Result<PatientChart>> =>
  changeChart(context, patientId, async (tx) => {
    await headFamily(tx, patientId)
    return { action: 'family-headed' }
  })
