import { decodeLayout } from '../../../native/nhi-control/layouts/layout.ts'
import {
  decodePrescriptionRecords,
  type PrescriptionRecord,
} from '../../../native/nhi-control/layouts/prescriptionLayouts.ts'
import { numberedSerialLayout } from '../../../native/nhi-control/layouts/serialLayouts.ts'
import {
  treatmentCodeIcd10Layout,
  treatmentCodeLayout,
  treatmentFeeLayout,
} from '../../../native/nhi-control/layouts/treatmentWriteLayouts.ts'
import type { Reply, Request, Route } from '../http/exchange.ts'
import { type Fields, fieldsOf, listField, looseText } from '../http/fields.ts'
import { bufferBytes, bufferText } from './buffers.ts'
import { codeOf, ERROR, sdkReply } from './errorCode.ts'
import { askCloud, type Sdk, withCard } from './sdk.ts'
import type { LoadedCard } from './session.ts'

/** Serials and everything that is written to a visit. */
export function visitRoutes(sdk: Sdk): readonly Route[] {
  const { session } = sdk

  const nextSerial = (request: Request): Reply | Promise<Reply> =>
    withCard(sdk, async (card) => {
      const fields = fieldsOf(request.body)
      const wanted = {
        treatmentItem: looseText(fields, 'cTreatItem').trim(),
        babyTreatment: looseText(fields, 'cBabyTreat').trim(),
        afterCheck: looseText(fields, 'cTreatAfterCheck').trim(),
      }
      const reply = await askCloud(sdk, '/api/v1/SequelNumber/Next', '03', wanted, card)
      if (codeOf(reply) !== ERROR.done) return sdkReply(codeOf(reply))
      const sameDay = looseText(reply, 'isSameDay') === 'Y'
      const pBuffer = bufferText(numberedSerialLayout, {
        treatmentDateTime: looseText(reply, 'treatmentDateTime'),
        visitSequenceNumber: looseText(reply, 'sequenceNumber'),
        hospitalId: looseText(reply, 'hospitalId'),
        securitySignature: looseText(reply, 'signature'),
        samId: looseText(reply, 'samId'),
        sameDay,
        treatmentNumber: looseText(reply, 'treatmentNumber'),
      })
      return sdkReply(sameDay ? ERROR.sameDayVisit : ERROR.done, { pBuffer })
    })

  const rollback = (request: Request): Reply | Promise<Reply> =>
    withCard(sdk, async (card) => {
      const treatmentDateTime = looseText(fieldsOf(request.body), 'pUnTreatDate').trim()
      return sdkReply(codeOf(await askCloud(sdk, '/api/v1/SequelNumber/Rollback', '03', { treatmentDateTime }, card)))
    })

  /** A write, which must name the person whose card is loaded. */
  const write = (
    request: Request,
    work: (card: LoadedCard, treatmentDateTime: string, data: Uint8Array) => Promise<Reply>,
  ): Reply | Promise<Reply> =>
    withCard(sdk, async (card) => {
      const fields = fieldsOf(request.body)
      const isHolder =
        looseText(fields, 'pPatientID').trim() === card.hcIdNo &&
        looseText(fields, 'pPatientBirthDate').trim() === card.birthday
      if (!isHolder) return sdkReply(ERROR.notThisPatient)
      return work(card, looseText(fields, 'pDateTime').trim(), bufferBytes(looseText(fields, 'pDataWrite')))
    })

  const writeCodes = (request: Request): Reply | Promise<Reply> =>
    write(request, async (card, treatmentDateTime, data) => {
      const layout = data.length === treatmentCodeIcd10Layout.length ? treatmentCodeIcd10Layout : treatmentCodeLayout
      const codes = decodeLayout(layout, data)
      if (!codes.ok) return sdkReply(ERROR.badParameter)
      // The cloud takes codes and fees in one; here it is only asked whether there is such a visit.
      const known = await askCloud(sdk, '/api/v1/TreatmentNumber/Card', '03', { treatmentDateTime }, card)
      if (codeOf(known) === ERROR.done) session.codes.set(treatmentDateTime, codes.value)
      return sdkReply(codeOf(known), { pBufferDocID: '' })
    })

  const writeFees = (request: Request): Reply | Promise<Reply> =>
    write(request, async (card, treatmentDateTime, data) => {
      const fees = decodeLayout(treatmentFeeLayout, data)
      const codes = session.codes.get(treatmentDateTime)
      if (!fees.ok || !codes) return sdkReply(ERROR.badParameter)
      const body = {
        treatmentDateTime,
        afterCheck: codes.afterCheck,
        mainCode: codes.main,
        subCode1: codes.secondary1,
        subCode2: codes.secondary2,
        subCode3: codes.secondary3,
        subCode4: codes.secondary4,
        subCode5: codes.secondary5,
        outpatientFee: String(fees.value.outpatientFee),
        costFee: String(fees.value.outpatientCopayment),
        inpatientFee: String(fees.value.inpatientFee),
        inpatient30Fee: String(fees.value.inpatientCopaymentA),
        inpatient180Fee: String(fees.value.inpatientCopaymentB),
      }
      return sdkReply(codeOf(await askCloud(sdk, '/api/v1/Treatment/WriteCodeFee', '02', body, card)))
    })

  const signOrders = (request: Request): Reply | Promise<Reply> =>
    write(request, async (card, treatmentDateTime, data) => {
      const records = decodePrescriptionRecords(data)
      if (!records.ok) return sdkReply(ERROR.badParameter)
      const body = { treatmentDateTime, prescriptions: records.value.map(orderOf) }
      const reply = await askCloud(sdk, '/api/v1/Prescription/Write', '02', body, card)
      return codeOf(reply) === ERROR.done
        ? sdkReply(ERROR.done, { pBuffer: listField(reply, 'hexSignatureItems').join('') })
        : sdkReply(codeOf(reply))
    })

  return [
    { method: 'POST', path: '/VHC/VHChisGetSeqNumber256N1', handle: nextSerial },
    { method: 'POST', path: '/VHC/VHCcsUnGetSeqNumber', handle: rollback },
    { method: 'POST', path: '/VHC/VHChisWriteTreatmentCode', handle: writeCodes },
    { method: 'POST', path: '/VHC/VHChisWriteTreatmentFee', handle: writeFees },
    { method: 'POST', path: '/VHC/VHChisWritePrescriptionSign', handle: signOrders },
    { method: 'POST', path: '/VHC/VHChisWriteMultiPrescriptSign', handle: signOrders },
  ]
}

function orderOf(record: PrescriptionRecord): Fields {
  return {
    treatmentDateTime: record.treatmentDateTime,
    treatmentItem: record.orderType,
    treatmentItemCode: record.code,
    treatmentPosition: record.site,
    usage: record.usage,
    days: record.days === null ? '' : String(record.days),
    totalQuantity: String(record.totalQuantity ?? ''),
    deliveryNotes: record.deliveryNote,
  }
}
