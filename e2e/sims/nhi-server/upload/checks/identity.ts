import { isNationalId } from '../../../people/nationalId.ts'
import { rocDateOfIso } from '../../../people/rocDate.ts'
import { type CheckContext, type Finding, type RecordCheck, when } from '../finding.ts'
import { carriesVisit, isNormal } from '../recordKind.ts'
import type { UploadedRecord } from '../uploadedRecord.ts'

const DIAGNOSIS = /^[A-Z]\d[0-9A-Z]([0-9A-Z]{1,4})?$/
const DIAGNOSIS_TAGS = ['M35', 'M36', 'M37', 'M38', 'M39', 'M40']

/**
 * Who and where: 04 visit signature, 05 card and person, 06 SAM, 07 hospital, 13 staff, 15 diagnosis,
 * D002–D005 what the visit identifier says, D069 whether it was made with or without a card.
 */
export const identity: RecordCheck = (record, context) => {
  const { visit } = record
  const general = [
    ...when(visit.M05 !== undefined && visit.M05 !== context.hospitalId, 'M05', '07'),
    ...when(visit.M03 !== undefined && !isNationalId(visit.M03), 'M03', '05'),
    ...identifier(record, context),
  ]
  if (!carriesVisit(record)) return general
  return [
    ...general,
    ...when(visit.M01 !== undefined && visit.M01 !== context.samId, 'M01', '06'),
    ...when(visit.M06 !== undefined && !context.staff.some(({ nationalId }) => nationalId === visit.M06), 'M06', '13'),
    ...personAndCard(record, context),
    ...DIAGNOSIS_TAGS.flatMap((tag) =>
      when(visit[tag] !== undefined && !isDiagnosis(visit[tag], visit.M07), tag, '15'),
    ),
  ]
}

function personAndCard({ visit }: UploadedRecord, context: CheckContext): readonly Finding[] {
  const person = context.people.find(({ nationalId }) => nationalId === visit.M03)
  const wrongCard = visit.M02 !== undefined && person?.nhiCardNumber !== visit.M02
  const wrongBirth = person !== undefined && visit.M04 !== undefined && rocDateOfIso(person.birthDate) !== visit.M04
  return [...when(wrongCard, 'M02', '05'), ...when(wrongBirth, 'M04', '05')]
}

function identifier(record: UploadedRecord, context: CheckContext): readonly Finding[] {
  const { M03, M05, M11, M14, M15 } = record.visit
  if (M15 === undefined) return []
  const known = context.visitByNumber(M15)
  if (!known) return [{ tag: 'M15', code: 'D002' }]
  const normal = isNormal(record)
  const wrongKind = carriesVisit(record) && (known.kind === 'card') !== normal
  return [
    ...when(M03 !== undefined && known.nationalId !== M03, 'M15', 'D003'),
    ...when(M05 !== undefined && known.hospitalId !== M05, 'M15', 'D004'),
    ...when(M11 !== undefined && known.treatmentDateTime !== M11, 'M15', 'D005'),
    ...when(wrongKind, 'M15', 'D069'),
    ...when(carriesVisit(record) && normal && M14 !== undefined && known.signature !== M14, 'M14', '04'),
  ]
}

function isDiagnosis(code: string | undefined, treatmentItem: string | undefined): boolean {
  return DIAGNOSIS.test(code ?? '') || (treatmentItem === 'ZB' && /^[0-5]\d[0-5]\d$/.test(code ?? ''))
}
