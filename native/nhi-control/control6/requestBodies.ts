import type { PrescriptionWrite, TreatmentWrite } from '../port.ts'

const mostDiagnoses = 6

/** Treatment/WriteCodeFee. Fees go as text, as in every other way in; a clinic has no inpatient fees. */
export const codeFeeBody = (input: TreatmentWrite): Readonly<Record<string, string>> => {
  const [mainCode = '', ...subCodes] = input.diagnoses.slice(0, mostDiagnoses)
  return {
    afterCheck: input.afterCheck,
    treatmentDateTime: input.treatmentDateTime,
    mainCode,
    ...Object.fromEntries([0, 1, 2, 3, 4].map((index) => [`subCode${index + 1}`, subCodes[index] ?? ''])),
    outpatientFee: String(input.outpatientFee),
    costFee: String(input.copayment),
    inpatientFee: '0',
    inpatient30Fee: '0',
    inpatient180Fee: '0',
  }
}

/** Prescription/Write. A total is in tenths at most; rounding takes away only the noise of binary fractions. */
export const prescriptionBody = (
  treatmentDateTime: string,
  prescriptions: readonly PrescriptionWrite[],
): Readonly<Record<string, unknown>> => ({
  treatmentDateTime,
  prescriptions: prescriptions.map((order) => ({
    treatmentDateTime,
    treatmentItem: order.orderType,
    treatmentItemCode: order.code,
    treatmentPosition: order.site,
    usage: order.usage,
    days: order.days === null ? '' : String(order.days),
    totalQuantity: String(Math.round(order.totalQuantity * 10) / 10),
    deliveryNotes: order.deliveryNote,
  })),
})
