import { uuidv7 } from 'uuidv7'
import type { NhiControlPort } from '../../../native/nhi-control/port.ts'
import type { Result } from '../../../preload/contract/result.ts'
import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import type { VisitRecord } from '../../domain/visit/visitRecord.ts'
import { sampleDrug, sampleVisitRecord } from '../mappers/sampleVisitRecord.ts'
import { visitRows } from './visitRows.ts'

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

export interface VisitPlace {
  readonly clinic: VisitRecord['clinic']
  readonly practitioner: VisitRecord['practitioner']
}

/** A whole visit of the inserted card, by the control software: serial, card write, signed order; its rows for the outbox. */
export const visitByCard = async (
  port: NhiControlPort,
  place: VisitPlace,
): Promise<{ readonly nhi: OutboxRow; readonly cloud: OutboxRow }> => {
  value(await port.open())
  value(await port.logOutPatientCard())
  const person = value(await port.registeredPerson())
  const serial = value(await port.nextSerial({ treatmentItem: '01', babyTreatment: '', afterCheck: '1' }, person))
  const { treatmentDateTime } = serial
  value(
    await port.writeTreatment(
      {
        afterCheck: '1',
        treatmentDateTime,
        diagnoses: ['J069', 'R051'],
        outpatientFee: 523,
        copayment: 50,
      },
      person,
    ),
  )
  const [signature = null] = value(
    await port.writePrescriptions(
      treatmentDateTime,
      [{ orderType: '1', code: 'AC58256100', site: '', usage: 'TID', days: 3, totalQuantity: 9, deliveryNote: '01' }],
      person,
    ),
  )
  const { treatmentNumber, visitSequenceNumber, securitySignature, samId } = serial
  const sample = sampleVisitRecord()
  return visitRows(
    {
      ...place,
      patient: {
        ...sample.patient,
        patientId: uuidv7(),
        name: person.name,
        nationalId: person.nationalId,
        birthDate: person.birthDate,
        sex: person.sex,
        nhiCardNumber: person.cardNumber,
      },
      treatmentDateTime,
      visitSequenceNumber,
      treatmentNumber,
      securitySignature,
      samId,
      registeredAt: new Date().toISOString(),
      closedAt: new Date().toISOString(),
      orders: [sampleDrug({ signature })],
    },
    { now: Date.now(), dueAt: Date.now() + 86_400_000 },
  )
}

/** A visit of a person whose card could not be used, without any serial. */
export const visitWithoutCard = (place: VisitPlace, patient: Partial<VisitRecord['patient']>) =>
  visitRows(
    {
      ...place,
      patient: { ...sampleVisitRecord().patient, ...patient },
      exceptionCode: 'A031',
      treatmentDateTime: null,
      visitSequenceNumber: null,
      treatmentNumber: null,
      securitySignature: null,
      samId: null,
      registeredAt: new Date().toISOString(),
      closedAt: new Date().toISOString(),
      orders: [sampleDrug({ signature: null })],
    },
    { now: Date.now(), dueAt: Date.now() + 86_400_000 },
  )
