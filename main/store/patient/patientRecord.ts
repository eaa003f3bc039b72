import { z } from 'zod'
import type { Contact } from '../../../preload/contract/patient/patientForm.ts'
import { IsoDateSchema, type PatientId, PatientIdSchema, type Sex, SexSchema } from '../../../preload/contract/words.ts'
import { fromJson } from '../jsonColumn.ts'
import type { PatientTable } from './patientTables.ts'
import { foldText } from './searchText.ts'

const IdKindSchema = z.enum(['national-id', 'passport', 'newborn'])

const NewbornSchema = z.strictObject({
  parentId: z.string(),
  parentBirthDate: IsoDateSchema,
  birthOrder: z.int(),
  birthCount: z.int(),
})

/** What the desk's form writes down. */
export interface PatientForms {
  /** What tells people apart: 身分證號, 居留證號, 護照號碼, or for a newborn without one `newbornKey`. */
  readonly nationalId: string
  readonly idKind: z.infer<typeof IdKindSchema>
  /** Whose child, the order among the children of that birth, and how many; null for everybody with a number. */
  readonly newborn: z.infer<typeof NewbornSchema> | null
  readonly name: string
  /** `YYYY-MM-DD` */
  readonly birthDate: string
  readonly sex: Sex
  readonly phone: string
  readonly address: string
  readonly contact: Contact
}

/** One patient of the clinic. */
export interface PatientRecord extends PatientForms {
  readonly id: PatientId
  /** 健保卡號 of the card last read; null when none ever was. */
  readonly nhiCardNumber: string | null
  /** 病歷號 */
  readonly chartNumber: string
  readonly allergies: readonly string[]
  /** Chronic problems, in the clinic's words. */
  readonly problems: readonly string[]
  readonly note: string
  readonly createdAt: number
  readonly updatedAt: number
  /** `YYYY-MM-DD` */
  readonly lastVisitOn: string | null
}

/** The number by which the NHI knows a person: a newborn without one by the parent's. */
export const nhiPersonId = ({ newborn, nationalId }: Pick<PatientRecord, 'newborn' | 'nationalId'>): string =>
  newborn?.parentId ?? nationalId

/** What is kept of somebody of whom only a card was read. */
export const onlyACard = {
  idKind: 'national-id',
  newborn: null,
  phone: '',
  address: '',
  contact: { name: '', relation: '', phone: '' },
  allergies: [],
  problems: [],
  note: '',
  lastVisitOn: null,
} as const satisfies Partial<PatientRecord>

const TextsSchema = z.array(z.string())
/** Checked when it came in; here only its shape. */
const KeptContactSchema = z.strictObject({ name: z.string(), relation: z.string(), phone: z.string() })

export const toRecord = (row: PatientTable): PatientRecord => ({
  id: PatientIdSchema.parse(row.id),
  nationalId: row.national_id,
  idKind: IdKindSchema.parse(row.id_kind),
  newborn: row.newborn === null ? null : fromJson(NewbornSchema, row.newborn),
  name: row.name,
  birthDate: row.birth_date,
  sex: SexSchema.parse(row.sex),
  phone: row.phone,
  address: row.address,
  contact: fromJson(KeptContactSchema, row.contact),
  nhiCardNumber: row.nhi_card_number,
  chartNumber: row.chart_number,
  allergies: fromJson(TextsSchema, row.allergies),
  problems: fromJson(TextsSchema, row.problems),
  note: row.note,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  lastVisitOn: row.last_visit_on,
})

/** The patient's own columns; what he is found by is kept by patientWords.ts. */
export const toRow = (patient: PatientRecord): Omit<PatientTable, 'search_no' | 'words_edition'> => ({
  id: patient.id,
  national_id: patient.nationalId,
  id_kind: patient.idKind,
  newborn: patient.newborn === null ? null : JSON.stringify(patient.newborn),
  name: patient.name,
  name_search: foldText(patient.name),
  birth_date: patient.birthDate,
  sex: patient.sex,
  phone: patient.phone,
  address: patient.address,
  contact: JSON.stringify(patient.contact),
  nhi_card_number: patient.nhiCardNumber,
  chart_number: patient.chartNumber,
  allergies: JSON.stringify(patient.allergies),
  problems: JSON.stringify(patient.problems),
  note: patient.note,
  created_at: patient.createdAt,
  updated_at: patient.updatedAt,
  last_visit_on: patient.lastVisitOn,
})
