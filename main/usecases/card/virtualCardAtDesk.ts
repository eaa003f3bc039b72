import type { CardIdentity } from '../../../native/nhi-control/port.ts'
import type { CardSession } from '../../../preload/contract/card/card.ts'
import type { Delegate } from '../../../preload/contract/card/cardMedium.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { byEncounters, setDelegate } from '../../store/card/virtualCardRepository.ts'
import { findByNationalId } from '../../store/patient/patientRepository.ts'
import { openForPatient } from '../../store/visit/encounterQueries.ts'
import { type DeskContext, instantOf } from '../context.ts'
import { cardOfVisit } from './cardOfVisit.ts'
import { isSameCard, type MeantCard } from './speakingCard.ts'

/** The visit under way that stands on this virtual card; null when there is none. */
export const visitOnVirtualCard = async (context: DeskContext, card: CardIdentity): Promise<EncounterId | null> => {
  const { db } = context.store
  const patient = await findByNationalId(db, card.nationalId)
  const visit = patient === null ? null : await openForPatient(db, patient.id, null)
  const standsOn = visit === null ? null : await cardOfVisit(db, visit, card.nationalId)
  return visit !== null && standsOn?.medium === 'virtual' && isSameCard(standsOn, card) ? visit.id : null
}

/** Who presents this card as far as it was noted before: with its visit, or with the same card as it stands at the desk. */
export const notedDelegate = async (
  context: DeskContext,
  card: CardIdentity,
  encounterId: EncounterId | null,
): Promise<Delegate | null> => {
  const id = encounterId ?? (await visitOnVirtualCard(context, card))
  if (id !== null) return (await byEncounters(context.store.db, [id])).get(id)?.delegate ?? null
  const held = context.cards.current()
  return held?.profile && isSameCard(held.profile, card) ? (held.session.virtual?.delegate ?? null) : null
}

const keepDelegate = async (
  context: DeskContext,
  { cardSessionId, delegate }: HandlerInput<'virtual-card:delegate'>,
): Promise<Result<CardSession>> => {
  const held = context.cards.current()
  if (held === null || held.profile === null) return fail('CARD_ABSENT')
  if (held.session.sessionId !== cardSessionId || held.session.medium !== 'virtual') return fail('CARD_CHANGED')
  const encounterId = await visitOnVirtualCard(context, held.profile)
  if (encounterId !== null) {
    const saved = await context.store.write(async (tx) => {
      await setDelegate(tx, encounterId, delegate)
      await appendAudit(tx, {
        at: context.now(),
        who: context.settings.desk.person,
        desk: context.settings.desk.id,
        action: 'virtual-card-delegate',
        subject: encounterId,
        details: { relation: delegate?.relation ?? null, name: delegate?.name ?? null },
      })
    })
    if (!saved.ok) return saved
    context.publish('visit:changed', { encounterId })
  }
  context.cards.changeVirtual(held.profile, { delegate })
  const { session } = context.cards.current() ?? held
  return session.sessionId === cardSessionId ? ok(session) : fail('CARD_CHANGED')
}

/**
 * Notes who presents the card for its holder: with the session, and with the visit and in the audit trail once there is one. It takes
 * its turn by itself: noted in the middle of a registration, it would miss the visit that is about to be.
 */
export const noteDelegate = (
  context: DeskContext,
  input: HandlerInput<'virtual-card:delegate'>,
): Promise<Result<CardSession>> => context.cardTurn(() => keepDelegate(context, input))

/** The next patient: off the screen, and out of memory unless a visit under way needs it. */
export const putAwayVirtualCard = async (
  context: DeskContext,
  { cardSessionId }: HandlerInput<'virtual-card:put-away'>,
): Promise<Result<null>> => {
  const { cards, virtualCards } = context
  const held = cards.current()
  if (held?.session.sessionId !== cardSessionId || held.session.medium !== 'virtual') return fail('CARD_CHANGED')
  const ended =
    held.profile === null || (await visitOnVirtualCard(context, held.profile)) !== null ? null : held.profile
  if (ended !== null) {
    // Before the desk is empty: whoever hears of that must not find the card still waiting for its visit.
    cards.forget(ended)
    virtualCards.forget(ended)
  }
  cards.putAway(cardSessionId)
  if (ended !== null) await context.speaking.end(ended)
  return ok(null)
}

/** A visit has ended: its virtual card is not needed any more, here or on the screen. Nothing happens to a plastic one. */
export const endVirtualCard = async (context: DeskContext, card: MeantCard | null): Promise<void> => {
  if (card?.medium !== 'virtual') return
  const { cards, virtualCards } = context
  cards.forget(card)
  virtualCards.forget(card)
  const held = cards.current()
  if (held?.session.medium === 'virtual' && held.profile !== null && isSameCard(held.profile, card)) {
    cards.putAway(held.session.sessionId)
  }
  await context.speaking.end(card)
}

/** A virtual card cannot be used any more: the screens that show it are told. Its visit is kept, and waits for a new scan. */
export const tellLapsed = async (context: DeskContext, card: CardIdentity): Promise<void> => {
  context.cards.changeVirtual(card, { lapsed: true })
  const encounterId = await visitOnVirtualCard(context, card)
  if (encounterId !== null) context.publish('visit:changed', { encounterId })
}

/** A server has put the clock right by so many ms: the hours of virtual cards move along, and the screens that count them are told. */
export const moveVirtualCards = async (context: DeskContext, byMs: number): Promise<void> => {
  for (const card of context.virtualCards.clockCorrected(byMs)) {
    const until = context.virtualCards.until(card)
    if (until !== null) context.cards.changeVirtual(card, { usableUntil: instantOf(until) })
    const encounterId = await visitOnVirtualCard(context, card)
    if (encounterId !== null) context.publish('visit:changed', { encounterId })
  }
}

/** Reads the card in the reader once more, or presents the virtual one once more, from the start. */
export const readCardAgain = async (context: DeskContext): Promise<Result<CardSession | null>> => {
  const again = async (): Promise<Result<CardSession | null>> => ok((await context.cards.readAgain())?.session ?? null)
  // A plastic card need not wait for a verb that waits for it.
  return context.cards.current()?.session.medium === 'virtual' ? context.cardTurn(again) : again()
}
