import type { Reply, Request, Route } from '../http/exchange.ts'
import { asFields, type Fields, listField, looseText } from '../http/fields.ts'
import { codeReply, doneReply, withCard } from './authentication.ts'
import { type DataCentre, orderSignature, visitOfCard } from './dataCentre.ts'
import type { CardOrder } from './state.ts'
import { STATUS } from './statusCode.ts'

const ORDERS_PER_WRITE = 60
const ORDERS_PER_QUERY = 60

/** 就醫醫令類別 and the delivery marks (交付處方註記) each goes with. */
const DELIVERY_NOTES: readonly (readonly [types: string, marks: readonly string[]])[] = [
  ['1A', ['01', '02']],
  ['2B', ['05', '06']],
  ['345CDE', ['03', '04']],
]
const OTHER_TYPES = 'GHJK'

/** Prescription: the orders on the card, and writing them with a signature for each. */
export function prescriptionRoutes(centre: DataCentre): readonly Route[] {
  const query = (request: Request): Reply =>
    withCard(centre, request, '01', 'three', ({ person, professional }) => {
      if (professional?.role === 'nurse') return codeReply(STATUS.notDoctorOrPharmacist)
      const orders = centre.file.value.visits
        .filter((visit) => visit.hcId === person.nhiCardNumber && !visit.rolledBack)
        .flatMap((visit) => visit.orders)
      return doneReply({
        outpatientPrescriptions: orders.slice(-ORDERS_PER_QUERY).map(({ deliveryNotes: _, ...order }) => order),
      })
    })

  const write = (request: Request): Reply =>
    withCard(centre, request, '02', 'two', ({ person }, fields) => {
      const treatmentDateTime = looseText(fields, 'treatmentDateTime', 13)
      const visit = visitOfCard(centre, person.nhiCardNumber, treatmentDateTime)
      if (!visit) return codeReply(STATUS.noVisitRecord)
      const wanted = listField(fields, 'prescriptions')
      const orders = wanted.map((order) => orderOf(asFields(order), treatmentDateTime))
      if (wanted.length < 1 || wanted.length > ORDERS_PER_WRITE) return codeReply(STATUS.badParameter)
      if (!orders.every((order) => order !== undefined)) return codeReply(STATUS.prescriptionWriteFailed)
      const signatures = orders.map((order, index) => orderSignature(centre, visit.treatmentNumber, index, order))
      visit.orders = orders
      for (const [index, signature] of signatures.entries()) {
        visit.orderSignatures[hexOf(signature)] = orders[index]?.treatmentItemCode ?? ''
      }
      centre.file.save()
      return doneReply({
        signatureItems: signatures.map((signature) => signature.toString('base64')),
        hexSignatureItems: signatures.map(hexOf),
      })
    })

  return [
    { method: 'POST', path: '/api/v1/Prescription/Query', handle: query },
    { method: 'POST', path: '/api/v1/Prescription/Write', handle: write },
  ]
}

/** 40 characters, the width of the order signature field D11. */
function hexOf(signature: Buffer): string {
  return signature.toString('hex').toUpperCase()
}

/** An order that fits the card's 61-byte record, or undefined. */
function orderOf(fields: Fields, treatmentDateTime: string): CardOrder | undefined {
  const order: CardOrder = {
    treatmentDateTime: looseText(fields, 'treatmentDateTime', 13),
    treatmentItem: looseText(fields, 'treatmentItem', 1),
    treatmentItemCode: looseText(fields, 'treatmentItemCode', 12),
    treatmentPosition: looseText(fields, 'treatmentPosition', 6),
    usage: looseText(fields, 'usage', 18),
    days: looseText(fields, 'days', 2),
    totalQuantity: looseText(fields, 'totalQuantity', 7),
    deliveryNotes: looseText(fields, 'deliveryNotes', 2),
  }
  if (order.treatmentDateTime !== treatmentDateTime || order.treatmentItemCode.trim() === '') return undefined
  if (!/^\d{0,2}$/.test(order.days.trim()) || !/^\d{1,5}(\.\d)?$/.test(order.totalQuantity.trim())) return undefined
  return isDeliveredRightly(order) ? order : undefined
}

function isDeliveredRightly({ treatmentItem, deliveryNotes }: CardOrder): boolean {
  if (treatmentItem !== '' && OTHER_TYPES.includes(treatmentItem)) return true
  const pair = DELIVERY_NOTES.find(([types]) => treatmentItem !== '' && types.includes(treatmentItem))
  return pair?.[1].includes(deliveryNotes) ?? false
}
