import type { CardSession, VirtualCard } from '../../../preload/contract/card/card.ts'
import { classifyScannedText } from '../../../preload/contract/card/virtualCardText.ts'
import type { ErrorCode } from '../../../preload/contract/errors.ts'
import { type AppError, fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { qrUntil, usableUntil } from '../../domain/card/virtualCardTime.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { findById } from '../../store/patient/patientRepository.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { type DeskContext, instantOf } from '../context.ts'
import { cardOfVisit } from './cardOfVisit.ts'
import { causedBy } from './causedBy.ts'
import type { IsGivenUp } from './redeeming.ts'
import { presented, shownAgain } from './shownVirtualCard.ts'
import { isSameCard, type MeantCard } from './speakingCard.ts'
import { notedDelegate } from './virtualCardAtDesk.ts'

/** After these it is not known whether the NHI has used the code up. */
const unsure: readonly ErrorCode[] = [
  'CONTROL_TIMEOUT',
  'CONTROL_BAD_REPLY',
  'NHI_TIMEOUT',
  'NHI_REPLY_LOST',
  'NHI_SERVER_ERROR',
  'NHI_BAD_REPLY',
]

export interface VirtualCardToken {
  /** What was scanned, or came with a patient's approval. */
  readonly token: string
  readonly source: VirtualCard['source']
  /** A visit whose token has lapsed, and which this one is for; null for a patient who comes. */
  readonly encounterId: EncounterId | null
}

/** A scanned text becomes the card of this desk; see `acceptVirtualCardToken`. `SCANNED_TEXT_REFUSED` (details.reason). */
export const acceptVirtualCard = async (
  context: DeskContext,
  { text, source, encounterId }: HandlerInput<'virtual-card:accept'>,
): Promise<Result<CardSession>> => {
  const scanned = classifyScannedText(text)
  if (scanned.kind === 'refused') return fail('SCANNED_TEXT_REFUSED', { details: { reason: scanned.reason } })
  return acceptVirtualCardToken(context, { token: scanned.text, source, encounterId })
}

/** Nobody waits any more for the scanned text that is being redeemed. One whose patient stands at the desk already goes on. */
export const giveUpVirtualCard = async ({ virtualCards }: DeskContext): Promise<Result<null>> => {
  virtualCards.giveUp()
  return ok(null)
}

/**
 * Redeems the token of a virtual card and makes its holder the patient of this desk, authenticated like a plastic card. One at a
 * time: a second one meanwhile is not sent (`VIRTUAL_CARD_BUSY`). One that was presented here already is known again without asking the
 * NHI; one that was only read is presented now. Whether the code is still good is the NHI's answer, never this PC's clock.
 *
 * Where the NHI does not answer, or nobody waits any more, nothing is redeemed (`VIRTUAL_CARD_NOT_REDEEMED`); where the line breaks in
 * between, `VIRTUAL_CARD_UNCERTAIN`. A card whose holder is known and that could not be presented stays, in phase `identified` with its
 * fault. One that comes from afar takes the desk from nobody (`DESK_OCCUPIED`), and is known when it is brought again.
 */
export const acceptVirtualCardToken = async (
  context: DeskContext,
  scanned: VirtualCardToken,
): Promise<Result<CardSession>> =>
  context.virtualCards.redeem(scanned.token, (isScanGivenUp) =>
    context.cardTurn(async () => {
      // Who was asked from afar is waited for beside the scans of the desk.
      const isGivenUp: IsGivenUp = () => scanned.source !== 'remote' && isScanGivenUp()
      if (isGivenUp()) return givenUp()
      if (isTaken(context, scanned)) return deskOccupied()
      const meant = scanned.encounterId === null ? ok(null) : await visitCard(context, scanned.encounterId)
      if (!meant.ok) return meant
      const known = context.virtualCards.seen(scanned.token)
      if (known.kind === 'over') return fail('VIRTUAL_CARD_USED', { details: { where: 'here' } })
      const session =
        known.kind === 'kept'
          ? await shownAgain(context, { ...known.card, medium: 'virtual' }, meant.value)
          : await redeemed(context, scanned, meant.value, isGivenUp)
      if (session.ok && scanned.encounterId !== null) {
        context.publish('visit:changed', { encounterId: scanned.encounterId })
      }
      return session
    }),
  )

/** The virtual card of a visit under way. `NOT_FOUND`, and `VISIT_STATE` where it has ended or stands on no virtual card. */
const visitCard = async (context: DeskContext, encounterId: EncounterId): Promise<Result<MeantCard>> => {
  const { db } = context.store
  const encounter = await byId(db, encounterId)
  const patient = encounter === null ? null : await findById(db, encounter.patientId)
  if (encounter === null || patient === null) return fail('NOT_FOUND')
  const card = await cardOfVisit(db, encounter, patient.nationalId)
  const isOver = encounter.state === 'closed' || encounter.state === 'cancelled'
  return isOver || card?.medium !== 'virtual' ? fail('VISIT_STATE') : ok(card)
}

const redeemed = async (
  context: DeskContext,
  scanned: VirtualCardToken,
  meant: MeantCard | null,
  isGivenUp: IsGivenUp,
): Promise<Result<CardSession>> => {
  const { speaking, cards, virtualCards } = context
  const { token, source, encounterId } = scanned
  const reachable = await nhiAnswers(context)
  if (!reachable.ok) return reachable
  await cards.settled()
  if (isGivenUp()) return givenUp()
  if (isTaken(context, scanned)) return deskOccupied()
  const scannedAt = context.now()
  const read = await speaking.control.readVirtualCard(token)
  if (!read.ok) return unread(read.error)
  const { identityStatus: _notShown, photo, ...profile } = read.value
  const isOther = meant !== null && !isSameCard(meant, profile)
  const virtual: VirtualCard = {
    scannedAt: instantOf(scannedAt),
    source,
    qrUntil: instantOf(qrUntil(scannedAt)),
    usableUntil: instantOf(usableUntil(scannedAt)),
    lapsed: false,
    delegate: isOther ? null : await notedDelegate(context, profile, encounterId),
    photo,
  }
  // Read and not presented, the code is not used up. Whoever has come to the desk meanwhile stays there.
  if (isGivenUp()) return givenUp()
  // Somebody else's code, scanned for this visit by mistake, takes nothing from a visit of theirs.
  if (!isOther || virtualCards.until(profile) === null) virtualCards.keep(profile, token, scannedAt)
  if (isTaken(context, scanned)) {
    cards.setAside(profile, virtual)
    return deskOccupied()
  }
  // Somebody else's code is not presented, so that it stays theirs to use; the screen shows whose it is.
  const other = isOther ? fail('VIRTUAL_CARD_MISMATCH').error : undefined
  const held = await cards.takeVirtual(profile, virtual, other)
  if (other !== undefined) return { ok: false, error: other }
  return presented(context, held, profile)
}

/**
 * Whether somebody came to the desk while a patient was asked from afar. Who stands here has scanned or put in a card; who is not here
 * can wait.
 */
const isTaken = ({ cards }: DeskContext, { source }: VirtualCardToken): boolean =>
  source === 'remote' && cards.current() !== null

const deskOccupied = (): Result<never> => fail('DESK_OCCUPIED', { retryable: true })

/** The code was sent to be read, and no holder came back. */
const unread = (error: AppError): Result<never> => {
  // Refused before it reached the NHI.
  if (error.code === 'NHI_UNREACHABLE') return notRedeemed(error)
  return unsure.includes(error.code)
    ? fail('VIRTUAL_CARD_UNCERTAIN', { retryable: true, details: causedBy(error) })
    : { ok: false, error }
}

const notRedeemed = (error: AppError): Result<never> =>
  fail('VIRTUAL_CARD_NOT_REDEEMED', { retryable: true, details: causedBy(error) })

/** Nobody waits any more: nothing of the card is kept or shown, and its code counts as never read. */
const givenUp = (): Result<never> =>
  fail('VIRTUAL_CARD_NOT_REDEEMED', { retryable: true, details: { where: 'given-up' } })

/** Asked before a code is sent anywhere, so that no code is used up on a line that then breaks off. */
const nhiAnswers = async ({ speaking }: DeskContext): Promise<Result<null>> => {
  const { control } = speaking
  if (!control.way.offers.has('virtual-card')) return fail('NOT_OFFERED', { details: { adapter: control.way.adapter } })
  if (control.way.offers.has('server-probe')) {
    const answer = await control.probeServer()
    if (!answer.ok) return notRedeemed(answer.error)
  }
  const opened = await control.open()
  if (opened.ok) return ok(null)
  return opened.error.code === 'NHI_UNREACHABLE' ? notRedeemed(opened.error) : opened
}
