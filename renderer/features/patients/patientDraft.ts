import { sexOfNationalId } from '../../../preload/contract/card/nationalId.ts'
import { birthDateProblem, readDate } from '../../../preload/contract/patient/birthDate.ts'
import {
  PassportNumberSchema,
  type PatientForm,
  PatientFormSchema,
  type PatientIdentity,
  PatientIdentitySchema,
  PhoneSchema,
} from '../../../preload/contract/patient/patientForm.ts'
import { type IsoDate, IsoDateSchema, NationalIdSchema, type Sex } from '../../../preload/contract/words.ts'

/** The form as it is typed: every text as it stands in its field. */
export interface PatientDraft {
  readonly name: string
  readonly idKind: PatientIdentity['kind']
  readonly idNumber: string
  readonly parentId: string
  readonly parentBirthDate: string
  readonly birthOrder: string
  readonly birthCount: string
  readonly birthDate: string
  /** Null until somebody chooses: then the number tells. */
  readonly sex: Sex | null
  readonly phone: string
  readonly address: string
  readonly contactName: string
  readonly contactRelation: string
  readonly contactPhone: string
}

export type DraftField = keyof PatientDraft
export type DraftProblem =
  | 'required'
  | 'check-digit'
  | 'passport'
  | 'no-day'
  | 'future'
  | 'too-old'
  | 'before-roc'
  | 'not-newborn'
  | 'birth-order'
  | 'phone'

export const blankDraft: PatientDraft = {
  name: '',
  idKind: 'national-id',
  idNumber: '',
  parentId: '',
  parentBirthDate: '',
  birthOrder: '1',
  birthCount: '1',
  birthDate: '',
  sex: null,
  phone: '',
  address: '',
  contactName: '',
  contactRelation: '',
  contactPhone: '',
}

/** Capitals and digits, half-width, without blanks: as numbers of documents are kept. */
export const plainNumber = (text: string): string => text.normalize('NFKC').toUpperCase().replaceAll(/\s/g, '')

/** What was typed to find somebody, at the place of the form where it belongs. */
export const draftFromSearch = (typed: string): PatientDraft => {
  const text = typed.trim()
  const number = plainNumber(text)
  if (/^[A-Z][0-9A-Z]\d{2,8}$/.test(number)) return { ...blankDraft, idNumber: number }
  if (/^0\d{8,9}$/.test(number)) return { ...blankDraft, phone: number }
  if (readDate(text) !== null) return { ...blankDraft, birthDate: text }
  const half = text.normalize('NFKC')
  if (/^(\+886|0)[\d\s()#-]{8,}$/.test(half)) return { ...blankDraft, phone: half }
  // Nobody's name is written in the signs it is found by.
  return /[\d\u3105-\u3129]/u.test(half) ? blankDraft : { ...blankDraft, name: text }
}

/** A kept form back in its fields, its days as the screen writes them. */
export const draftOf = (
  { identity, contact, ...form }: PatientForm,
  written: (day: IsoDate) => string,
): PatientDraft => ({
  ...blankDraft,
  ...form,
  birthDate: written(form.birthDate),
  idKind: identity.kind,
  ...(identity.kind === 'newborn'
    ? {
        parentId: identity.parentId,
        parentBirthDate: written(identity.parentBirthDate),
        birthOrder: String(identity.birthOrder),
        birthCount: String(identity.birthCount),
      }
    : { idNumber: identity.value }),
  contactName: contact.name,
  contactRelation: contact.relation,
  contactPhone: contact.phone,
})

/** The identity that the fields make, or null while they don't make one. */
export const identityOf = (draft: PatientDraft): PatientIdentity | null => {
  const parsed = PatientIdentitySchema.safeParse(
    draft.idKind === 'newborn'
      ? {
          kind: 'newborn',
          parentId: plainNumber(draft.parentId),
          parentBirthDate: readDate(draft.parentBirthDate),
          birthOrder: Number(draft.birthOrder),
          birthCount: Number(draft.birthCount),
        }
      : { kind: draft.idKind, value: plainNumber(draft.idNumber) },
  )
  return parsed.success ? parsed.data : null
}

/** The sex that was chosen, or else the one the number tells. */
export const sexOf = ({ sex, idKind, idNumber }: PatientDraft): Sex | null =>
  sex ?? (idKind === 'national-id' ? sexOfNationalId(plainNumber(idNumber)) : null)

/** Whether the number tells another sex than the chosen one. */
export const sexDiffers = ({ sex, idKind, idNumber }: PatientDraft): boolean => {
  const told = idKind === 'national-id' ? sexOfNationalId(plainNumber(idNumber)) : null
  return sex !== null && told !== null && told !== sex && NationalIdSchema.safeParse(plainNumber(idNumber)).success
}

type Problems = Readonly<Partial<Record<DraftField, DraftProblem>>>

const numberProblem = (text: string, isPassport: boolean): DraftProblem | null => {
  const number = plainNumber(text)
  if (number === '') return 'required'
  if (isPassport) return PassportNumberSchema.safeParse(number).success ? null : 'passport'
  return NationalIdSchema.safeParse(number).success ? null : 'check-digit'
}

const dayProblem = (text: string, today: string, isNewborn: boolean): DraftProblem | null => {
  if (text.trim() === '') return 'required'
  const day = readDate(text)
  return day === null ? 'no-day' : birthDateProblem(day, today, isNewborn)
}

const phoneProblem = (text: string): DraftProblem | null => (PhoneSchema.safeParse(text).success ? null : 'phone')

/**
 * What is still wrong, by field, in the order of the form. `today` is `YYYY-MM-DD`; `wasNewborn`: kept as a newborn already, whose age
 * doesn't matter any more.
 */
export const problemsOf = (draft: PatientDraft, today: string, wasNewborn: boolean): Problems => {
  const isNewborn = draft.idKind === 'newborn'
  const found: readonly (readonly [DraftField, DraftProblem | null])[] = [
    ['name', draft.name.trim() === '' ? 'required' : null],
    ...(isNewborn
      ? ([
          ['parentId', numberProblem(draft.parentId, false)],
          ['parentBirthDate', dayProblem(draft.parentBirthDate, today, false)],
          ['birthOrder', Number(draft.birthOrder) > Number(draft.birthCount) ? 'birth-order' : null],
        ] as const)
      : ([['idNumber', numberProblem(draft.idNumber, draft.idKind === 'passport')]] as const)),
    ['birthDate', dayProblem(draft.birthDate, today, isNewborn && !wasNewborn)],
    ['sex', sexOf(draft) === null ? 'required' : null],
    ['phone', phoneProblem(draft.phone)],
    ['contactPhone', phoneProblem(draft.contactPhone)],
  ]
  return Object.fromEntries(found.filter(([, problem]) => problem !== null))
}

/** The form as it goes to main, or null while something is wrong. */
export const formOf = (draft: PatientDraft): PatientForm | null => {
  const parsed = PatientFormSchema.safeParse({
    name: draft.name,
    identity: identityOf(draft),
    birthDate: readDate(draft.birthDate),
    sex: sexOf(draft),
    phone: draft.phone,
    address: draft.address,
    contact: { name: draft.contactName, relation: draft.contactRelation, phone: draft.contactPhone },
  })
  return parsed.success ? parsed.data : null
}

/** What is known so far, for finding out whether the person is on record. */
export const similarInput = (draft: PatientDraft) => {
  const day = readDate(draft.birthDate)
  return {
    identity: identityOf(draft),
    name: draft.name.trim(),
    birthDate: day === null ? null : IsoDateSchema.parse(day),
  }
}
