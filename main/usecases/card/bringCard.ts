import { fail, type Result } from '../../../preload/contract/result.ts'
import type { CardSessionId } from '../../../preload/contract/words.ts'
import type { HandlerOutput } from '../../ipc/handlers.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { type CardDebtRecord, end as endDebt } from '../../store/card/cardDebtRepository.ts'
import { putCardIn } from '../../store/card/makeUpRepository.ts'
import type { PatientRecord } from '../../store/patient/patientRepository.ts'
import { refuse } from '../../store/refuse.ts'
import type { EncounterRecord } from '../../store/visit/encounterRecord.ts'
import { setPriced } from '../../store/visit/encounterRepository.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { actualOf } from '../make-up/actualVisit.ts'
import { exceptionAfterLostSignature } from '../make-up/exceptionAfterLostSignature.ts'
import { makeUpItem } from '../make-up/listMakeUps.ts'
import { takeSerial } from '../serial/takeSerial.ts'
import { cardOfPatient } from './cardOfPatient.ts'
import { asOnCard, takeOverCard } from './takeOverCard.ts'

/**
 * The card of an owed-card visit comes while the visit is still under way: the visit gets its serial now (補卡註記 2, because it began
 * without the card), the deposit is not due any more, and the cashier writes the card as for every other visit.
 */
export const bringCard = async (
  context: DeskContext,
  encounter: EncounterRecord,
  patient: PatientRecord,
  debt: CardDebtRecord,
  sessionId: CardSessionId,
): Promise<Result<HandlerOutput<'make-up:return-card'>>> => {
  if (encounter.state === 'closed' || encounter.state === 'cancelled') return fail('VISIT_STATE')
  const card = await cardOfPatient(context, { sessionId, nationalId: patient.nationalId, cardNumber: null })
  if (!card.ok) return card
  const { cardNumber } = card.value
  const taken = await takeSerial(context, {
    patientId: patient.id,
    treatmentItem: encounter.treatmentItem,
    card: { cardNumber, nationalId: patient.nationalId, medium: 'plastic' },
    makeUpFor: encounter.id,
  })
  if (!taken.ok) return taken
  const { serial } = taken.value
  const at = context.now()
  const exceptionCode = exceptionAfterLostSignature(serial, context.rules, dayOf(at))
  const { mark, actual } = actualOf(context, encounter, asOnCard(patient, card.value), { issued: debt.actual })
  const saved = await context.store.write(async (tx) => {
    const isFirst = await endDebt(tx, encounter.id, { state: 'cancelled', at, refund: 0, reason: null })
    const came = { encounterId: encounter.id, cardNumber, serial, exceptionCode, mark, actual, madeAt: at }
    if (!isFirst || !(await putCardIn(tx, came))) refuse('CONFLICT')
    await takeOverCard(tx, patient, card.value, at)
    if (encounter.price !== null) await setPriced(tx, encounter.id, withoutDeposit(encounter.price))
    await appendAudit(tx, {
      at,
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'owed-card-came',
      subject: encounter.id,
      details: { state: encounter.state, mark },
    })
  })
  if (!saved.ok) return saved
  await context.cards.refreshPatient()
  context.publish('visit:changed', { encounterId: encounter.id })
  return makeUpItem(context, encounter.id)
}

type Price = NonNullable<EncounterRecord['price']>

const withoutDeposit = (price: Price): Price => {
  const charges = price.charges.filter(({ kind }) => kind !== 'card-deposit')
  return { ...price, charges, amountDue: charges.reduce((sum, { amount }) => sum + amount, 0) }
}
