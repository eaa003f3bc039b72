import { rocDateTimeToEpoch } from '../../../preload/contract/patient/rocDate.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { makeUpSerialsOfPatient } from '../../store/card/journalQueries.ts'
import { findById } from '../../store/patient/patientRepository.ts'
import { byId, treatmentDateTimesOf } from '../../store/visit/encounterQueries.ts'
import { type DeskContext, instantOf } from '../context.ts'
import { keptSerialsOf, serialOf } from './keptSerials.ts'

/** Two desks with a store each that register the same person do so within minutes; a second visit later in the day is a visit. */
const withinMs = 30 * 60_000

/**
 * Whether the card of a visit just registered has had a serial of this clinic minutes ago that this store doesn't know: the NHI says
 * "same day" (isSameDay), and the card's newest visits show whose it is. Such a pair comes of two PCs that don't share a store; it is
 * told, never decided here.
 */
export const otherSerial = async (
  context: DeskContext,
  { encounterId }: HandlerInput<'registration:other-serial'>,
): Promise<Result<HandlerOutput<'registration:other-serial'>>> => {
  const { db } = context.store
  const visit = await byId(db, encounterId)
  const patient = visit === null ? null : await findById(db, visit.patientId)
  if (visit === null || patient === null) return fail('NOT_FOUND')
  const { treatmentDateTime, cardNumber } = visit
  if (!visit.sameDay || treatmentDateTime === null || cardNumber === null) return ok(null)

  const [ofVisits, kept, ofMakeUps, onCard] = await Promise.all([
    treatmentDateTimesOf(db, patient.id),
    keptSerialsOf(db, patient.id),
    makeUpSerialsOfPatient(db, patient.id),
    context.control.cardVisits({ cardNumber, nationalId: patient.nationalId }),
  ])
  const known = [
    ...ofVisits,
    ...kept.map(({ serial }) => serial.treatmentDateTime),
    ...ofMakeUps.flatMap((entry) => serialOf(entry)?.treatmentDateTime ?? []),
  ]
  const isOfThatDay = (moment: string): boolean => moment.slice(0, 7) === treatmentDateTime.slice(0, 7)
  if (!onCard.ok) {
    // What the store knows may explain it; if not, the NHI's word alone has to do.
    const isExplained = known.some((moment) => moment !== treatmentDateTime && isOfThatDay(moment))
    return ok(isExplained ? null : { takenAt: null, visitSequenceNumber: null })
  }
  const takenAt = rocDateTimeToEpoch(treatmentDateTime)
  const other = onCard.value.find(
    (one) =>
      one.hospitalId === context.settings.clinic.providerNumber &&
      !known.includes(one.treatmentDateTime) &&
      isOfThatDay(one.treatmentDateTime) &&
      Math.abs(takenAt - rocDateTimeToEpoch(one.treatmentDateTime)) <= withinMs,
  )
  return ok(
    other === undefined
      ? null
      : {
          takenAt: instantOf(rocDateTimeToEpoch(other.treatmentDateTime)),
          visitSequenceNumber: other.visitSequenceNumber,
        },
  )
}
