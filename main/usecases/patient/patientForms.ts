import { maskNationalId } from '../../../preload/contract/card/nationalId.ts'
import { birthDateProblem } from '../../../preload/contract/patient/birthDate.ts'
import type { PatientSummary } from '../../../preload/contract/patient/patient.ts'
import type {
  PatientDetails,
  PatientForm,
  PatientIdentity,
  SimilarPatient,
} from '../../../preload/contract/patient/patientForm.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { IsoDateSchema, type NationalId, type PatientId } from '../../../preload/contract/words.ts'
import { newbornKey } from '../../domain/card/newbornKey.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import type { WriteTx } from '../../store/handles.ts'
import { onlyACard, type PatientForms, type PatientRecord } from '../../store/patient/patientRecord.ts'
import {
  findById,
  findByNationalId,
  findByPerson,
  insert,
  nextChartNumber,
  updateForm,
} from '../../store/patient/patientRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { patientView } from './patientView.ts'

const numberOf = (identity: PatientIdentity, birthDate: string): string =>
  identity.kind === 'newborn' ? newbornKey(identity.parentId, birthDate, identity.birthOrder) : identity.value

const kept = ({ identity, ...form }: PatientForm): PatientForms => {
  const { kind } = identity
  const newborn =
    kind === 'newborn'
      ? {
          parentId: identity.parentId,
          parentBirthDate: identity.parentBirthDate,
          birthOrder: identity.birthOrder,
          birthCount: identity.birthCount,
        }
      : null
  return { ...form, nationalId: numberOf(identity, form.birthDate), idKind: kind, newborn }
}

/** What came from a card or a form was checked then; the number is given back as it is kept. */
const identityOf = ({ idKind, nationalId, newborn }: PatientRecord): PatientIdentity => {
  if (newborn !== null) return { kind: 'newborn', ...newborn, parentId: newborn.parentId as NationalId }
  return idKind === 'passport'
    ? { kind: 'passport', value: nationalId }
    : { kind: 'national-id', value: nationalId as NationalId }
}

/** What is kept of one person, for the form. `NOT_FOUND`. */
export const patientDetails = async (context: DeskContext, patientId: PatientId): Promise<Result<PatientDetails>> => {
  const patient = await findById(context.store.db, patientId)
  if (patient === null) return fail('NOT_FOUND')
  const { name, birthDate, sex, phone, address, contact } = patient
  return ok({
    patientId,
    version: patient.updatedAt,
    form: {
      name,
      identity: identityOf(patient),
      birthDate: IsoDateSchema.parse(birthDate),
      sex,
      phone,
      address,
      contact,
    },
  })
}

/** Whoever on record may be the person of a form: by the same number, or by the same name and birthday. */
export const similarPatients = async (
  context: DeskContext,
  { except, identity, name, birthDate }: HandlerInput<'patient:similar'>,
): Promise<Result<SimilarPatient[]>> => {
  const { db } = context.store
  const isComplete = identity !== null && (identity.kind !== 'newborn' || birthDate !== null)
  const sameNumber = isComplete ? await findByNationalId(db, numberOf(identity, birthDate ?? '')) : null
  const samePerson = name === '' || birthDate === null ? [] : await findByPerson(db, name, birthDate)
  const today = dayOf(context.now())
  return ok(
    [
      ...(sameNumber === null ? [] : [{ record: sameNumber, same: 'identity' as const }]),
      ...samePerson.filter(({ id }) => id !== sameNumber?.id).map((record) => ({ record, same: 'person' as const })),
    ]
      .filter(({ record }) => record.id !== except)
      .map(({ record, same }) => ({ patient: patientView(record, today), same })),
  )
}

/** Why the birthday of a form can't be right; null where it can. A newborn's age counts only when the number is a parent's anew. */
const birthProblem = (context: DeskContext, form: PatientForm, wasNewborn: boolean): Result<never> | null => {
  const isNewborn = form.identity.kind === 'newborn' && !wasNewborn
  const problem = birthDateProblem(form.birthDate, dayOf(context.now()), isNewborn)
  return problem === null ? null : fail('BIRTH_DATE_IMPOSSIBLE', { details: { problem } })
}

const refuseTaken = async (tx: WriteTx, { nationalId }: PatientForms, own: PatientId | null): Promise<void> => {
  const other = await findByNationalId(tx, nationalId)
  if (other !== null && other.id !== own) refuse('PATIENT_EXISTS', { patientId: other.id })
}

const shown = async (context: DeskContext, patientId: PatientId): Promise<Result<PatientSummary>> => {
  const patient = await findById(context.store.db, patientId)
  if (patient === null) return fail('NOT_FOUND')
  context.publish('patient:changed', { patientId })
  await context.cards.refreshPatient()
  return ok(patientView(patient, dayOf(context.now())))
}

/** Gives somebody new a chart. `PATIENT_EXISTS` (details.patientId), `BIRTH_DATE_IMPOSSIBLE` (details.problem), and the store's. */
export const createPatient = async (context: DeskContext, form: PatientForm): Promise<Result<PatientSummary>> => {
  const problem = birthProblem(context, form, false)
  if (problem !== null) return problem
  const id = context.newId() as PatientId
  const at = context.now()
  const saved = await context.store.write(async (tx) => {
    const person = kept(form)
    await refuseTaken(tx, person, null)
    const chartNumber = await nextChartNumber(tx)
    await insert(tx, {
      ...onlyACard,
      ...person,
      id,
      nhiCardNumber: null,
      chartNumber,
      createdAt: at,
      updatedAt: at,
    })
    await appendAudit(tx, {
      at,
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'patient-created',
      subject: id,
      details: { chartNumber, identity: person.idKind, number: maskNationalId(person.nationalId) },
    })
  })
  return saved.ok ? shown(context, id) : saved
}

const fields = ['nationalId', 'name', 'birthDate', 'sex', 'phone', 'address', 'contact', 'newborn'] as const

/** Writes down what was changed of a person; the trail names the fields. Errors as `createPatient`, `NOT_FOUND`, `CONFLICT`. */
export const updatePatient = async (
  context: DeskContext,
  { patientId, version, form }: HandlerInput<'patient:update'>,
): Promise<Result<PatientSummary>> => {
  const known = await findById(context.store.db, patientId)
  if (known === null) return fail('NOT_FOUND')
  const problem = birthProblem(context, form, known.idKind === 'newborn')
  if (problem !== null) return problem
  const at = context.now()
  const saved = await context.store.write(async (tx) => {
    const person = kept(form)
    await refuseTaken(tx, person, patientId)
    if (!(await updateForm(tx, patientId, version, person, at))) refuse('CONFLICT')
    const changed = fields.filter((field) => JSON.stringify(known[field]) !== JSON.stringify(person[field]))
    await appendAudit(tx, {
      at,
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'patient-updated',
      subject: patientId,
      details: { changed: changed.join(' '), was: maskNationalId(known.nationalId) },
    })
  })
  return saved.ok ? shown(context, patientId) : saved
}
