import { virtualCodeLifeMs } from '../../../preload/contract/card/virtualCardText.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { NhiControlPort } from '../port.ts'
import { done, type FakeDesk, type FakeNhiCard } from './desk.ts'
import type { FakeStage } from './stage.ts'

type VirtualCardCalls = Pick<
  NhiControlPort,
  'readVirtualCard' | 'presentVirtualCard' | 'requestRemoteVisit' | 'remoteVisitToken'
>

/** The virtual cards the fake knows, and the patients' answers in their app. */
export interface FakeVirtualCards {
  readonly calls: VirtualCardCalls
  make(card: FakeNhiCard): string
  /** Whether a card that was logged out may be presented again while its hour lasts; servers do either. Not, at first. */
  letReturn(may: boolean): void
  decideRemoteVisit(accessToken: string, virtualCardToken: string | null): void
}

interface MadeCard {
  readonly card: FakeNhiCard
  readonly madeAt: number
  presentedAt: number | null
}

const hourMs = 3_600_000

export const createFakeVirtualCards = (stage: FakeStage, desk: FakeDesk, now: () => number): FakeVirtualCards => {
  const cards = new Map<string, MadeCard>()
  let mayReturn = false
  const remoteVisits = new Map<string, string | 'pending' | 'refused'>()

  /** The virtual card behind a QR text, or why there is none. */
  const scanned = (token: string): Result<MadeCard> => {
    const found = cards.get(token)
    if (found === undefined) return fail('VIRTUAL_CARD_UNKNOWN', { details: { statusCode: 1019 } })
    if (found.presentedAt !== null) return fail('VIRTUAL_CARD_USED', { details: { statusCode: 1020 } })
    return now() - found.madeAt > virtualCodeLifeMs
      ? fail('VIRTUAL_CARD_EXPIRED', { details: { statusCode: 1018 } })
      : ok(found)
  }
  const returning = (token: string): Result<MadeCard> => {
    const found = cards.get(token)
    if (!mayReturn || found === undefined || found.presentedAt === null) return scanned(token)
    const isOver = now() - found.presentedAt >= hourMs
    return isOver ? fail('VIRTUAL_CARD_LAPSED', { details: { statusCode: 3238 } }) : ok(found)
  }

  return {
    calls: {
      readVirtualCard: (token) =>
        stage.call('readVirtualCard', 'server', () => {
          const found = scanned(token)
          if (!found.ok) return found
          const { cardNumber, name, nationalId, birthDate, sex } = found.value.card.person
          return ok({ cardNumber, name, nationalId, birthDate, sex, identityStatus: '1', photo: null })
        }),
      presentVirtualCard: (token) =>
        stage.call('presentVirtualCard', 'server', () => {
          const found = returning(token)
          if (!found.ok) return found
          const presentedAt = found.value.presentedAt ?? now()
          found.value.presentedAt = presentedAt
          const { card } = found.value
          desk.virtualCard = { card, token, isOver: () => now() - presentedAt >= hourMs }
          return done()
        }),
      requestRemoteVisit: () =>
        stage.call('requestRemoteVisit', 'server', () => {
          const accessToken = `fake-access-${remoteVisits.size + 1}`
          remoteVisits.set(accessToken, 'pending')
          return ok({ accessToken })
        }),
      remoteVisitToken: (accessToken) =>
        stage.call('remoteVisitToken', 'server', () => {
          const answer = remoteVisits.get(accessToken)
          if (answer === undefined) return fail('VIRTUAL_CARD_TOKEN_MISSING', { details: { statusCode: 3237 } })
          if (answer === 'refused') return fail('VIRTUAL_CARD_DECLINED', { details: { statusCode: 3240 } })
          return ok({ token: answer === 'pending' ? null : answer })
        }),
    },
    make(card) {
      const token = `fake-virtual-card-qr-${cards.size + 1}`
      cards.set(token, { card, madeAt: now(), presentedAt: null })
      return token
    },
    letReturn(may) {
      mayReturn = may
    },
    decideRemoteVisit(accessToken, virtualCardToken) {
      remoteVisits.set(accessToken, virtualCardToken ?? 'refused')
    },
  }
}
