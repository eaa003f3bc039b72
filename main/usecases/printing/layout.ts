import type { DocumentGap } from '../../../preload/contract/paper/printing.ts'
import { agePartsOn } from '../../../preload/contract/patient/ageParts.ts'
import { taipeiDay, toRocDateTime } from '../../../preload/contract/patient/rocDate.ts'
import type { PrintedOrder, VisitFacts } from './visitFacts.ts'

/** What a template of `resources/templates` is filled with, and what is missing in it. */
export interface Layout {
  readonly view: Readonly<Record<string, unknown>>
  readonly gaps: readonly DocumentGap[]
}

/** A day's parts in the 民國 calendar, for the words of a template; 民國前 has its own mark. */
export const rocDay = (
  iso: string,
): { readonly year: number; readonly month: number; readonly day: number; readonly isBefore: boolean } => {
  const year = Number(iso.slice(0, 4)) - 1911
  return {
    year: year < 1 ? 1 - year : year,
    month: Number(iso.slice(5, 7)),
    day: Number(iso.slice(8, 10)),
    isBefore: year < 1,
  }
}

/** `115/11/26 09:05`, Taipei time. */
export const rocMinute = (epochMs: number): string => {
  const roc = toRocDateTime(epochMs)
  return `${Number(roc.slice(0, 3))}/${roc.slice(3, 5)}/${roc.slice(5, 7)} ${roc.slice(7, 9)}:${roc.slice(9, 11)}`
}

export const thousands = (value: number): string => value.toLocaleString('en-US')

/** The age on the visit's day as a template asks for it. */
const ageView = ({ patient, day }: VisitFacts) => {
  const age = agePartsOn(patient.birthDate, day)
  return { ...age, isInfant: age.said === 'months-days', isSmallChild: age.said === 'years-months' }
}

/** What stands on nearly every document. */
export const headOf = (facts: VisitFacts, printedAt: number) => ({
  clinic: facts.clinic,
  patient: {
    ...facts.patient,
    age: ageView(facts),
    birthDay: rocDay(facts.patient.birthDate),
    isPassport: facts.patient.idKind === 'passport',
    isParents: facts.patient.idKind === 'newborn',
    isMale: facts.patient.sex === 'M',
    allergyText: facts.patient.allergies.join('、'),
  },
  day: rocDay(facts.day),
  practitionerName: facts.practitionerName,
  department: facts.department,
  roomName: facts.roomName,
  person: facts.person,
  printedOn: rocDay(taipeiDay(printedAt)),
})

/** Gaps in what the law wants said of the clinic (藥師法 §19, 醫師法 §14: 名稱、地點). */
export const clinicGaps = ({ clinic }: VisitFacts): readonly DocumentGap[] => [
  ...(clinic.address === '' ? (['clinic-address'] as const) : []),
  ...(clinic.telephone === '' ? (['clinic-telephone'] as const) : []),
]

/** A person's lines as paragraphs. */
export const paragraphs = (text: string | undefined): readonly string[] =>
  (text ?? '').split(/\r?\n/).filter((line) => line.trim() !== '')

/** Amount each time, as a bag says it: `1 錠`, and `1` of what is used little by little. */
export const doseOf = ({ dose, unit, doseUnit = unit }: Pick<PrintedOrder, 'dose' | 'unit' | 'doseUnit'>): string =>
  dose === null ? '' : `${dose} ${doseUnit}`.trimEnd()

/** What bag and prescription say of a drug alike. */
export const drugView = (drug: PrintedOrder, index: number) => ({
  number: index + 1,
  name: drug.name,
  code: drug.code,
  dose: doseOf(drug),
  frequency: drug.frequency,
  route: drug.route,
  days: drug.days,
  quantity: `${drug.quantity} ${drug.unit}`,
})
