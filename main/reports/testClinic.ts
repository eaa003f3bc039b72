import { uuidv7 } from 'uuidv7'
import type { SelfPayKind } from '../../preload/contract/desk/settings.ts'
import type { MoneyKind, PaymentMethod } from '../../preload/contract/money/money.ts'
import { type PatientId, PractitionerIdSchema, type Session } from '../../preload/contract/words.ts'
import type { WriteTx } from '../store/handles.ts'
import { append as appendMoney } from '../store/money/moneyRepository.ts'
import { append as appendOutbox } from '../store/outbox/outboxRepository.ts'
import { insert as insertPatient } from '../store/patient/patientRepository.ts'
import {
  syntheticClosing,
  syntheticDraft,
  syntheticEncounter,
  syntheticOutboxRow,
  syntheticPatient,
} from '../store/syntheticRecords.ts'
import type { TemporaryStore } from '../store/temporaryStore.ts'
import { close, insert as insertEncounter, saveDraft, setState } from '../store/visit/encounterRepository.ts'
import { freshPlace, keep } from '../store/visit/queueRepository.ts'

const minute = 60_000

/** A visit of the small clinic that the reports are tried on. */
export interface PlannedVisit {
  readonly patient: number
  readonly day: string
  readonly session: Session
  readonly doctor: 'doctor-1' | 'doctor-2'
  /** Hour of registration, Taipei. */
  readonly hour: number
  /** Minutes until taken in, until done, and until paid, each from the one before. */
  readonly minutes: readonly [number, number, number]
  readonly end: 'closed' | 'waiting' | 'cancelled'
}

interface Movement {
  readonly kind: MoneyKind
  readonly method: PaymentMethod | null
  readonly amount: number
  readonly at: number
  readonly words?: string
  readonly selfPayKind?: SelfPayKind
}

const doctorNames = { 'doctor-1': '許示範', 'doctor-2': '周樣本' } as const

/** Puts money of a visit into the book. */
export const bookMoney = (
  tx: WriteTx,
  visit: { readonly encounterId: string; readonly patientId: string },
  movements: readonly Movement[],
): Promise<void> =>
  appendMoney(
    tx,
    movements.map(({ words = null, selfPayKind = null, ...movement }) => ({
      id: uuidv7(),
      encounterId: visit.encounterId as never,
      patientId: visit.patientId as never,
      ...movement,
      tendered: movement.method === 'cash' && movement.kind === 'payment' ? movement.amount : null,
      words: ['self-pay', 'discount', 'refund'].includes(movement.kind) ? (words ?? 'x') : words,
      selfPayKind,
      who: '陳櫃台',
      desk: 'desk-1',
      shift: 1,
    })),
  )

export interface WrittenVisit extends PlannedVisit {
  readonly encounterId: string
  readonly patientId: string
  readonly registeredAt: number
  readonly paidAt: number
}

/** Writes visits with their times, charges, diagnoses and records for the NHI; closed ones pay 170 in cash. */
export const writeClinic = async (
  temporary: TemporaryStore,
  planned: readonly PlannedVisit[],
): Promise<readonly WrittenVisit[]> => {
  const patients = new Map<number, PatientId>()
  const numbers = new Map<string, number>()
  const written: WrittenVisit[] = []
  await temporary.must(async (tx) => {
    for (const plan of planned) {
      const patientId = patients.get(plan.patient) ?? (await newPatient(tx, plan.patient))
      patients.set(plan.patient, patientId)
      const queueNumber = (numbers.get(plan.day) ?? 0) + 1
      numbers.set(plan.day, queueNumber)
      const registeredAt = Date.parse(`${plan.day}T${String(plan.hour).padStart(2, '0')}:00:00+08:00`)
      const [wait, see, pay] = plan.minutes
      const takenAt = registeredAt + wait * minute
      const doneAt = takenAt + see * minute
      const paidAt = doneAt + pay * minute
      const visit = syntheticEncounter(patientId, queueNumber, {
        day: plan.day,
        session: plan.session,
        practitionerId: PractitionerIdSchema.parse(plan.doctor),
        practitionerName: doctorNames[plan.doctor],
        registeredAt,
      })
      await insertEncounter(tx, visit)
      written.push({ ...plan, encounterId: visit.id, patientId, registeredAt, paidAt })
      if (plan.end === 'waiting') continue
      if (plan.end === 'cancelled') {
        await setState(tx, visit.id, ['waiting'], 'cancelled')
        continue
      }
      await setState(tx, visit.id, ['waiting'], 'in-consultation')
      await keep(tx, { ...freshPlace(visit.id, plan.day), takenAt })
      await saveDraft(tx, visit.id, syntheticDraft, doneAt)
      await setState(tx, visit.id, ['in-consultation'], 'to-pay')
      await close(tx, syntheticClosing(visit.id, paidAt))
      await appendOutbox(tx, [syntheticOutboxRow(visit.id, { dueAt: paidAt + 24 * 60 * minute })])
      await bookMoney(tx, { encounterId: visit.id, patientId }, [
        { kind: 'due', method: null, amount: 170, at: paidAt },
        { kind: 'payment', method: 'cash', amount: 170, at: paidAt },
      ])
    }
  })
  return written
}

const newPatient = async (tx: WriteTx, index: number): Promise<PatientId> => {
  const patient = syntheticPatient(index)
  await insertPatient(tx, patient)
  return patient.id
}
