import type { OrderDraft } from '../../../preload/contract/orders/order.ts'
import type { Prescription } from '../../../preload/contract/orders/prescription.ts'
import { type DrugNote, noDrugNote } from '../../../preload/contract/paper/drugNotes.ts'
import type { DocumentWords } from '../../../preload/contract/paper/printing.ts'
import { ageOn } from '../../../preload/contract/patient/rocDate.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { EncounterId, IsoDate } from '../../../preload/contract/words.ts'
import { doseUnitOf } from '../../domain/orders/doseUnit.ts'
import { prescriptionOf, sheetOf } from '../../domain/orders/prescription.ts'
import { lapseOf, refillSerial, refillTreatmentItem } from '../../domain/orders/refill.ts'
import { type RuleTables, rulesOn } from '../../domain/tables/ruleTables.ts'
import { byCodes, type CatalogConcept } from '../../store/codes/catalogRepository.ts'
import { drugNotesOf } from '../../store/codes/drugNoteRepository.ts'
import { byEncounter as moneyOf } from '../../store/money/moneyRepository.ts'
import { nhiPersonId } from '../../store/patient/patientRecord.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import type { EncounterRecord } from '../../store/visit/encounterRecord.ts'
import { dispenserOfDraft } from '../consultation/dispensings.ts'
import type { DeskContext } from '../context.ts'
import { pricedQuantity } from '../money/priceDraft.ts'
import { visitBalance } from '../money/visitMoneyView.ts'
import { personById } from '../patient/wholePerson.ts'
import { departmentOf } from '../record/departmentOf.ts'
import { aheadOf } from '../registration/queue.ts'
import { bagWarning, conceptNote, type DrugNotes, printedName } from './drugNotes.ts'
import { printedMoney } from './printedMoney.ts'
import type { PrintedOrder, VisitFacts } from './visitFacts.ts'

interface Words {
  readonly catalog: ReadonlyMap<string, CatalogConcept>
  readonly rules: RuleTables
  readonly notes: DrugNotes
  /** The clinic's own words by code of the drug, in place of those. */
  readonly ownNotes: ReadonlyMap<string, DrugNote>
  readonly prescription: Prescription
}

const printedOrder = (order: OrderDraft, line: number, price: EncounterRecord['price'], words: Words): PrintedOrder => {
  const concept = words.catalog.get(order.code)
  const note = conceptNote(words.notes, concept, words.rules)
  const own = words.ownNotes.get(order.code) ?? noDrugNote
  const said = { advice: own.advice, frequency: order.frequency, route: order.route }
  return {
    kind: order.kind,
    code: order.code,
    name: printedName(order.code, concept),
    dose: order.dose,
    unit: concept?.unit ?? '',
    doseUnit: doseUnitOf(order, concept?.unit ?? '', words.rules.frequencies),
    frequency: words.rules.frequencies.find(({ code }) => code === order.frequency)?.nameZh ?? order.frequency,
    route: words.rules.routes.find(({ code }) => code === order.route)?.nameZh ?? order.route,
    days: order.days,
    quantity: price === null ? (order.quantity ?? 0) : pricedQuantity(price, line),
    indication: own.indication ?? note?.indication ?? null,
    warning: own.warning ?? (note === null ? null : bagWarning(words.notes, note, said)),
    advice: own.advice,
    sheet: sheetOf(order, words.prescription),
  }
}

/** 就醫序號 of a visit that takes none: IC02 to IC04 where it dispenses a refill prescription again. */
const claimedSerial = ({ treatmentItem, draft }: EncounterRecord): string | null => {
  const { refillOf } = prescriptionOf(draft)
  return treatmentItem === refillTreatmentItem && refillOf !== null ? refillSerial(refillOf.dispensing) : null
}

/** What the sheet of a 慢性病連續處方箋 says of it; its days count from the visit that issued it. Null for every other. */
const refillFacts = async (
  context: DeskContext,
  visit: EncounterRecord,
  { kind, dispensings, daysEach, wholeAmount, refillOf }: Prescription,
): Promise<NonNullable<VisitFacts['refill']> | null> => {
  if (kind !== 'chronic-refill' || daysEach === null) return null
  const issuing = refillOf === null ? visit : await byId(context.store.db, refillOf.prescriptionId)
  const issuedOn = (issuing ?? visit).day as IsoDate
  return {
    dispensings,
    daysEach,
    dispensing: refillOf?.dispensing ?? 1,
    ...(wholeAmount === null ? {} : { until: dispensings }),
    lapsesOn: lapseOf({ issuedOn, dispensings, daysEach }),
  }
}

/** Gathers what documents say of a visit. `NOT_FOUND`. */
export const visitFactsOf = async (
  context: DeskContext,
  encounterId: EncounterId,
  words: DocumentWords,
  notes: DrugNotes,
): Promise<Result<VisitFacts>> => {
  const { db } = context.store
  const visit = await byId(db, encounterId)
  const patient = visit === null ? null : await personById(db, visit.patientId)
  if (visit === null || patient === null) return fail('NOT_FOUND')
  const { orders } = visit.draft
  const codes = orders.map(({ code }) => code)
  const [entries, balance, catalog, ownNotes, ahead] = await Promise.all([
    moneyOf(db, encounterId),
    visitBalance(db, encounterId),
    byCodes(db, ['nhi-drug', 'nhi-procedure', 'nhi-material'], codes, visit.day),
    drugNotesOf(db, codes),
    aheadOf(context, encounterId),
  ])
  const rules = rulesOn(context.rules, visit.day)
  const prescription = prescriptionOf(visit.draft)
  const refill = await refillFacts(context, visit, prescription)
  const { clinic, desk } = context.settings
  return ok({
    clinic: {
      name: clinic.name,
      providerNumber: clinic.providerNumber,
      address: clinic.address,
      telephone: clinic.telephone,
    },
    patient: {
      name: patient.name,
      nationalId: nhiPersonId(patient),
      idKind: patient.idKind,
      birthDate: patient.birthDate,
      age: ageOn(patient.birthDate, visit.day),
      sex: patient.sex,
      chartNumber: patient.chartNumber,
      allergies: [...patient.allergies],
    },
    encounterId,
    day: visit.day,
    queueNumber: visit.queueNumber,
    session: visit.session,
    roomName: visit.roomName,
    practitionerName: visit.practitionerName,
    dispensedBy: dispenserOfDraft(visit, visit.draft)?.name ?? null,
    department: departmentOf(context, visit) ?? '',
    registeredAt: visit.registeredAt,
    visitSequenceNumber: visit.visitSequenceNumber ?? claimedSerial(visit),
    treatmentNumber: visit.treatmentNumber,
    exceptionCode: visit.exceptionCode,
    copaymentCode: visit.price?.copaymentCode ?? visit.copaymentCode,
    copaymentName:
      rules.copaymentCodes.find(({ code }) => code === (visit.price?.copaymentCode ?? visit.copaymentCode))?.nameZh ??
      '',
    soap: visit.draft.soap,
    diagnoses: [...visit.draft.diagnoses],
    orders: orders.map((order, index) =>
      printedOrder(order, index + 1, visit.price, { catalog, rules, notes, ownNotes, prescription }),
    ),
    ...(refill === null ? {} : { refill }),
    price: visit.price,
    paid: visit.paid,
    money: printedMoney(entries, balance),
    ahead,
    person: desk.person,
    words,
  })
}
