import { ok } from '../../../preload/contract/result.ts'
import { notOffered } from '../offered.ts'
import type { CardsSignature, NhiControlPort, NhiWay } from '../port.ts'
import { type FakeDesk, fakeProfessional } from './desk.ts'
import type { FakeStage } from './stage.ts'
import { fakeIdentity } from './visitBook.ts'

const signature = { ...fakeIdentity, clientRandom: 'fake-random', signature: 'fake-signature' }

/** The fake's signatures, which nobody verifies. */
export const createFakeSignatureCalls = (
  stage: FakeStage,
  desk: FakeDesk,
  way: NhiWay,
): Pick<NhiControlPort, 'signWithSam' | 'signWithCards' | 'signWithProfessionalCard'> => ({
  signWithSam: () => stage.call('signWithSam', 'local', () => ok(signature)),
  signWithProfessionalCard: () =>
    stage.call('signWithProfessionalCard', 'local', () => {
      if (!way.offers.has('professional-signature')) return notOffered(way.adapter)
      const { cardNumber, nationalId } = fakeProfessional
      return desk.withProfessional(() => ok({ ...signature, professional: { cardNumber, nationalId } }))
    }),
  signWithCards: (cards) =>
    stage.call('signWithCards', 'local', () =>
      desk.withCard<CardsSignature>(({ person: { cardNumber, nationalId } }) => {
        if (cards === 'two') return ok({ ...signature, cardNumber, nationalId, professional: null })
        if (!way.offers.has('professional-card')) return notOffered(way.adapter)
        const { cardNumber: professionalNumber, nationalId: professionalId } = fakeProfessional
        return desk.withProfessional(() =>
          ok({
            ...signature,
            cardNumber,
            nationalId,
            professional: { cardNumber: professionalNumber, nationalId: professionalId },
          }),
        )
      }),
    ),
})
