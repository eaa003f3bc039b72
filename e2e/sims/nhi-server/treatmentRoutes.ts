import type { Reply, Request, Route } from '../http/exchange.ts'
import { type Fields, looseText } from '../http/fields.ts'
import { type CardCaller, codeReply, doneReply, withCard } from './authentication.ts'
import { type DataCentre, visitOfCard } from './dataCentre.ts'
import type { Visit } from './state.ts'
import { STATUS } from './statusCode.ts'

/** A card keeps the last six visits. */
const VISITS_ON_CARD = 6
const DIAGNOSIS = /^[A-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?$/
const MINUTES_SECONDS = /^[0-5]\d[0-5]\d$/
const AMOUNT = /^-?\d{0,8}$/

/** Treatment: the card's last visits, and writing codes and fees of a visit. */
export function treatmentRoutes(centre: DataCentre): readonly Route[] {
  /** Oldest first, as the card's ring gives them. */
  const lastVisits = ({ person }: CardCaller): Visit[] =>
    centre.file.value.visits
      .filter((visit) => visit.hcId === person.nhiCardNumber && !visit.rolledBack)
      .slice(-VISITS_ON_CARD)

  const withoutProfessional = (request: Request): Reply =>
    withCard(centre, request, '01', 'two', (caller) =>
      doneReply({
        criticalIllnesses: caller.person.criticalIllnesses.map(({ validityStart, validityEnd }) => ({
          validityStart,
          validityEnd,
        })),
        treatments: lastVisits(caller).map(treatmentOf),
      }),
    )

  const withProfessional = (request: Request): Reply =>
    withCard(centre, request, '01', 'three', (caller) =>
      doneReply({
        criticalIllnesses: caller.professional?.role === 'doctor' ? caller.person.criticalIllnesses : [],
        treatments: lastVisits(caller).map((visit) => ({ ...treatmentOf(visit), ...diagnosesOf(visit) })),
      }),
    )

  const writeCodeFee = (request: Request): Reply =>
    withCard(centre, request, '02', 'two', ({ person }, fields) => {
      const visit = visitOfCard(centre, person.nhiCardNumber, looseText(fields, 'treatmentDateTime', 13))
      if (!visit) return codeReply(STATUS.noVisitRecord)
      if (visit.codesAndFees) return codeReply(STATUS.alreadyWritten)
      const mainCode = looseText(fields, 'mainCode', 9)
      const subCodes = [1, 2, 3, 4, 5].map((position) => looseText(fields, `subCode${position}`, 9))
      const codes = [mainCode, ...subCodes].filter(Boolean)
      if (!codes.every((code) => isDiagnosis(code, visit.treatmentItem))) return codeReply(STATUS.diagnosisInvalid)
      const fees = feesOf(fields)
      if (!fees || !['1', '2'].includes(looseText(fields, 'afterCheck', 1))) return codeReply(STATUS.badParameter)
      visit.codesAndFees = { mainCode, subCodes: subCodes.filter(Boolean), ...fees }
      centre.file.save()
      return doneReply()
    })

  return [
    { method: 'POST', path: '/api/v1/Treatment/NoNeedHPC', handle: withoutProfessional },
    { method: 'POST', path: '/api/v1/Treatment/NeedHPC', handle: withProfessional },
    { method: 'POST', path: '/api/v1/Treatment/WriteCodeFee', handle: writeCodeFee },
  ]
}

function treatmentOf(visit: Visit): Record<string, string> {
  const fees = visit.codesAndFees
  return {
    treatmentItem: visit.treatmentItem,
    treatDateTime: visit.treatmentDateTime,
    afterCheck: visit.afterCheck,
    hospitalVisit: visit.sequenceNumber,
    hospitalId: visit.hospitalId,
    outpatientFee: fees?.outpatientFee ?? '',
    costFee: fees?.costFee ?? '',
    inpatientFee: fees?.inpatientFee ?? '',
    inpatient30Fee: fees?.inpatient30Fee ?? '',
    inpatient180Fee: fees?.inpatient180Fee ?? '',
  }
}

function diagnosesOf(visit: Visit): Record<string, string> {
  const codes = visit.codesAndFees
  return {
    mainCode: codes?.mainCode ?? '',
    ...Object.fromEntries([0, 1, 2, 3, 4].map((index) => [`subCode${index + 1}`, codes?.subCodes[index] ?? ''])),
  }
}

/** ICD-10-CM by its shape; ZB carries minutes and seconds of the visits it takes back. */
function isDiagnosis(code: string, treatmentItem: string): boolean {
  return DIAGNOSIS.test(code) || (treatmentItem === 'ZB' && MINUTES_SECONDS.test(code))
}

function feesOf(
  fields: Fields,
): Record<'outpatientFee' | 'costFee' | 'inpatientFee' | 'inpatient30Fee' | 'inpatient180Fee', string> | undefined {
  const fees = {
    outpatientFee: looseText(fields, 'outpatientFee', 9).trim(),
    costFee: looseText(fields, 'costFee', 9).trim(),
    inpatientFee: looseText(fields, 'inpatientFee', 9).trim(),
    inpatient30Fee: looseText(fields, 'inpatient30Fee', 9).trim(),
    inpatient180Fee: looseText(fields, 'inpatient180Fee', 9).trim(),
  }
  return Object.values(fees).every((fee) => AMOUNT.test(fee)) ? fees : undefined
}
