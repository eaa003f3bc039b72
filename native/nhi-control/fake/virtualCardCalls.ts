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
  decideRemoteVisit(accessToken: string, virtualCardToken: string | null): void
}

export const createFakeVirtualCards = (stage: FakeStage, desk: FakeDesk): FakeVirtualCards => {
  const cards = new Map<string, FakeNhiCard | 'used'>()
  const remoteVisits = new Map<string, string | 'pending' | 'refused'>()

  /** The virtual card behind a QR text, or why there is none. */
  const scanned = (token: string): Result<FakeNhiCard> => {
    const found = cards.get(token)
    if (found === undefined) return fail('VIRTUAL_CARD_UNKNOWN', { details: { statusCode: 1019 } })
    return found === 'used' ? fail('VIRTUAL_CARD_USED', { details: { statusCode: 1020 } }) : ok(found)
  }

  return {
    calls: {
      readVirtualCard: (token) =>
        stage.call('readVirtualCard', 'server', () => {
          const found = scanned(token)
          if (!found.ok) return found
          const { cardNumber, name, nationalId, birthDate, sex } = found.value.person
          return ok({ cardNumber, name, nationalId, birthDate, sex, identityStatus: '1', photo: null })
        }),
      presentVirtualCard: (token) =>
        stage.call('presentVirtualCard', 'server', () => {
          const found = scanned(token)
          if (!found.ok) return found
          cards.set(token, 'used')
          desk.virtualCard = { card: found.value, token, usedForVisit: false }
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
          if (answer === undefined) return fail('VIRTUAL_CARD_LAPSED', { details: { statusCode: 3237 } })
          if (answer === 'refused') return fail('VIRTUAL_CARD_DECLINED', { details: { statusCode: 3240 } })
          return ok({ token: answer === 'pending' ? null : answer })
        }),
    },
    make(card) {
      const token = `fake-qr-${cards.size + 1}`
      cards.set(token, card)
      return token
    },
    decideRemoteVisit(accessToken, virtualCardToken) {
      remoteVisits.set(accessToken, virtualCardToken ?? 'refused')
    },
  }
}
