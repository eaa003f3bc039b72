import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { begin, keepAnswer } from '../../store/card/journalRepository.ts'
import { findByNationalId } from '../../store/patient/patientRepository.ts'
import type { DeskContext } from '../context.ts'
import { confirmCard } from './confirmCard.ts'
import { isAmbiguous } from './lostReply.ts'

/**
 * Refreshes the inserted card online (更新卡片: validity, visits left, critical illness) and reads it again. A lost answer does no
 * harm: the card's validity is read, which tells what holds now, and the update may be repeated.
 *
 * Errors: those of the port and of `confirmCard`, and `PATIENT_UNKNOWN` for somebody who has never been registered here.
 */
export const updateCard = async (
  context: DeskContext,
  { cardSessionId }: HandlerInput<'card:update'>,
): Promise<Result<HandlerOutput<'card:update'>>> => {
  const held = await context.cards.settled()
  if (held === null || held.profile === null) return fail('CARD_ABSENT', { retryable: true })
  if (held.session.medium === 'virtual') return fail('PLASTIC_CARD_NEEDED')
  if (held.session.sessionId !== cardSessionId) return fail('CARD_CHANGED', { retryable: true })
  const { cardNumber, nationalId } = held.profile
  const card = { cardNumber, nationalId, medium: 'plastic' } as const
  const patient = await findByNationalId(context.store.db, nationalId)
  if (patient === null) return fail('PATIENT_UNKNOWN')
  const present = await confirmCard(context, card)
  if (!present.ok) return present

  const id = context.newId()
  const begun = await context.store.write((tx) =>
    begin(tx, {
      id,
      encounterId: null,
      patientId: patient.id,
      kind: 'card-update',
      intent: { cardNumber },
      at: context.now(),
      desk: context.settings.desk.id,
      claim: null,
    }),
  )
  if (!begun.ok) return begun
  const answer = await context.control.updateCard(card)
  const isLost = !answer.ok && isAmbiguous(answer.error)
  const validity = isLost ? await context.control.cardValidity(card) : null
  const state = answer.ok ? 'done' : isLost && validity?.ok !== true ? 'lost' : 'failed'
  const outcome = answer.ok ? null : validity?.ok === true ? { ...validity.value } : answer.error
  const noted = await context.store.write((tx) => keepAnswer(tx, id, { state, outcome, at: context.now() }))
  if (!noted.ok) return noted
  if (!answer.ok && validity?.ok !== true) return answer
  return ok((await context.cards.readAgain())?.session ?? null)
}
