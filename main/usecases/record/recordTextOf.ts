import { hash } from 'node:crypto'
import type { RecordText } from '../../domain/visit/recordText.ts'
import type { VisitRecord } from '../../domain/visit/visitRecord.ts'
import { canonicalJson } from '../../outbox/mappers/canonicalJson.ts'

/** The text that the doctor of a visit signs; see `RecordText`. */
export const recordTextOf = (record: VisitRecord): RecordText => {
  const {
    encounterId,
    clinic,
    patient,
    practitioner,
    registeredAt,
    attendance,
    soap,
    diagnoses,
    prescription,
    alertReasons,
    vitals,
    returnOn,
  } = record
  const text = canonicalJson({
    encounterId,
    clinic: clinic.providerNumber,
    patient: {
      nationalId: patient.nationalId,
      name: patient.name,
      birthDate: patient.birthDate,
      sex: patient.sex,
      chartNumber: patient.chartNumber,
    },
    practitioner: { nationalId: practitioner.nationalId, name: practitioner.name },
    registeredAt,
    attendance,
    soap,
    diagnoses,
    orders: record.orders.map(({ signature: _, ...order }) => order),
    ...(prescription === undefined ? {} : { prescription }),
    ...(alertReasons === undefined ? {} : { alertReasons }),
    ...(vitals === undefined ? {} : { vitals }),
    ...(returnOn === undefined ? {} : { returnOn }),
  })
  return { text, digest: hash('sha256', text) }
}
