import type { Reply, Request, Route } from '../http/exchange.ts'
import { looseText } from '../http/fields.ts'
import { isNationalId } from '../people/nationalId.ts'
import { momentOfRoc, rocDate } from '../people/rocDate.ts'
import { type CardCaller, codeReply, doneReply, withCaller, withCard } from './authentication.ts'
import { cardStateOf, type DataCentre, visitOfCard } from './dataCentre.ts'
import type { CardState, Visit } from './state.ts'
import { STATUS } from './statusCode.ts'
import { isCounted, isTreatmentItem } from './treatmentItem.ts'
import { isVirtualCardSpent, spendVirtualCard } from './virtualCards.ts'
import { enterVisit } from './visitBook.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** SequelNumber and TreatmentNumber: serials and visit identifiers. */
export function sequenceRoutes(centre: DataCentre): readonly Route[] {
  const next = (request: Request): Reply =>
    withCard(centre, request, '03', 'two', (caller, fields) => {
      const treatmentItem = looseText(fields, 'treatmentItem', 2)
      const afterCheck = looseText(fields, 'afterCheck', 1) || '1'
      if (!isTreatmentItem(treatmentItem) || !['1', '2'].includes(afterCheck)) return codeReply(STATUS.badParameter)
      const card = cardStateOf(centre, caller.person)
      const counted = isCounted(treatmentItem)
      const refusal = refusalFor(caller, card, counted)
      if (refusal !== undefined) return codeReply(refusal)
      const { visit, isSameDay } = enterVisit(centre, {
        kind: 'card',
        hcId: caller.person.nhiCardNumber,
        nationalId: caller.person.nationalId,
        hospitalId: caller.hospitalId,
        samId: caller.samId,
        virtual: caller.virtual,
        treatmentItem,
        sequenceNumber: takeSerial(caller, card, counted),
        counted,
        babyTreatment: looseText(fields, 'babyTreatment', 1),
        afterCheck,
      })
      const { treatmentDateTime, sequenceNumber, hospitalId, signature, samId, treatmentNumber } = visit
      return doneReply({
        treatmentDateTime,
        sequenceNumber,
        hospitalId,
        signature,
        samId,
        isSameDay: isSameDay ? 'Y' : 'N',
        treatmentNumber,
      })
    })

  const refusalFor = (caller: CardCaller, card: CardState, counted: boolean): number | undefined => {
    if (caller.virtual) return isVirtualCardSpent(centre, caller.person.id) ? STATUS.qrUsedForVisit : undefined
    if (caller.person.cardCancelled) return STATUS.cardCancelled
    if (card.validUntil < rocDate(centre.clock.now())) return STATUS.cardExpired
    return counted && card.treatmentCounter < 1 ? STATUS.noVisitsLeft : undefined
  }

  /** The next serial where the category uses one; a virtual card counts by letter and apart from the physical card. */
  const takeSerial = (caller: CardCaller, card: CardState, counted: boolean): string => {
    const year = rocDate(centre.clock.now()).slice(0, 3)
    if (caller.virtual) {
      const letter = spendVirtualCard(centre, caller.person.id)
      if (!counted) return ''
      const number = (card.lastVirtualSerial[`${year}${letter}`] ?? 0) + 1
      card.lastVirtualSerial[`${year}${letter}`] = number
      return `${letter}${String(number).padStart(3, '0')}`
    }
    if (!counted) return ''
    const number = (card.lastSerial[year] ?? 0) + 1
    card.lastSerial[year] = number
    card.treatmentCounter -= 1
    return String(number).padStart(4, '0')
  }

  const rollback = (request: Request): Reply =>
    withCard(centre, request, '03', 'two', ({ person }, fields) => {
      const treatmentDateTime = looseText(fields, 'treatmentDateTime', 13)
      const visit = centre.file.value.visits.find(
        (each) => each.hcId === person.nhiCardNumber && each.treatmentDateTime === treatmentDateTime,
      )
      if (!visit) return codeReply(STATUS.noVisitRecord)
      if (visit.rolledBack) return codeReply(STATUS.rollbackAlreadyDone)
      if (!visit.counted) return codeReply(STATUS.rollbackNumericOnly)
      if (centre.clock.now() - (momentOfRoc(treatmentDateTime) ?? 0) > DAY_MS) return codeReply(STATUS.rollbackTooLate)
      visit.rolledBack = true
      giveBack(visit, cardStateOf(centre, person))
      centre.file.save()
      return doneReply()
    })

  const identifierWithCard = (request: Request): Reply =>
    withCard(centre, request, '03', 'two', ({ person }, fields) => {
      const visit = visitOfCard(centre, person.nhiCardNumber, looseText(fields, 'treatmentDateTime', 13))
      return visit ? doneReply({ treatmentNumber: visit.treatmentNumber }) : codeReply(STATUS.noVisitRecord)
    })

  const identifierWithoutCard = (request: Request): Reply =>
    withCaller(centre, request, { kinds: ['sam'], serviceType: '03' }, ({ hospitalId, samId }, fields) => {
      const nationalId = looseText(fields, 'patientId', 10)
      if (!isNationalId(nationalId)) return codeReply(STATUS.identifierFailed)
      const { visit } = enterVisit(centre, {
        kind: 'no-card',
        hcId: '',
        nationalId,
        hospitalId,
        samId,
        virtual: false,
        treatmentItem: '',
        sequenceNumber: '',
        counted: false,
        babyTreatment: '',
        afterCheck: '1',
      })
      return doneReply({ treatmentDateTime: visit.treatmentDateTime, treatmentNumber: visit.treatmentNumber })
    })

  return [
    { method: 'POST', path: '/api/v1/SequelNumber/Next', handle: next },
    { method: 'POST', path: '/api/v1/SequelNumber/Rollback', handle: rollback },
    { method: 'POST', path: '/api/v1/TreatmentNumber/Card', handle: identifierWithCard },
    { method: 'POST', path: '/api/v1/TreatmentNumber/NoCard', handle: identifierWithoutCard },
  ]
}

/** Only the last serial can be used again; an earlier one stays a gap. */
function giveBack(visit: Visit, card: CardState): void {
  if (visit.virtual) return
  card.treatmentCounter += 1
  const year = visit.treatmentDateTime.slice(0, 3)
  const last = card.lastSerial[year]
  if (last === Number(visit.sequenceNumber)) card.lastSerial[year] = last - 1
}
