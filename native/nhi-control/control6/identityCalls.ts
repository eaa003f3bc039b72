import { ok, type Result } from '../../../preload/contract/result.ts'
import type { CardsSignature, NhiControlPort } from '../port.ts'
import type { CallQueue } from './callQueue.ts'
import type { LocalApi } from './localApi.ts'
import { mapped } from './mapped.ts'
import { virtualCardHolderOf } from './replyMappers.ts'

/** The part of the port that settles whose cards speak: PINs, virtual card, and signatures of the cards. */
export type IdentityCalls = Pick<
  NhiControlPort,
  | 'verifyProfessionalPin'
  | 'logOutProfessionalCard'
  | 'changeProfessionalPin'
  | 'unlockProfessionalPin'
  | 'verifyPatientPin'
  | 'changePatientPin'
  | 'disablePatientPin'
  | 'readVirtualCard'
  | 'presentVirtualCard'
  | 'signWithCards'
  | 'signWithProfessionalCard'
>

/** Everything is done on this PC, one call at a time with what else is done with the cards. */
export const createIdentityCalls = (parts: { readonly local: LocalApi; readonly queue: CallQueue }): IdentityCalls => {
  const { local, queue } = parts
  return {
    verifyProfessionalPin: (pin) => queue.run(() => local.verifyProfessionalPin(pin)),
    logOutProfessionalCard: () => queue.run(() => local.logOutProfessionalCard()),
    changeProfessionalPin: (newPin) => queue.run(() => local.changeProfessionalPin(newPin)),
    unlockProfessionalPin: (puk, newPin) => queue.run(() => local.unlockProfessionalPin(puk, newPin)),
    verifyPatientPin: (pin) => queue.run(() => local.verifyPatientPin(pin)),
    changePatientPin: (newPin) => queue.run(() => local.changePatientPin(newPin)),
    disablePatientPin: () => queue.run(() => local.disablePatientPin()),
    async readVirtualCard(token) {
      return mapped(await queue.run(() => local.readVirtualCard(token)), virtualCardHolderOf)
    },
    presentVirtualCard: (token) => queue.run(() => local.presentVirtualCard(token)),
    signWithProfessionalCard: async (serviceType) =>
      mapped(await queue.run(() => local.signWithProfessionalCard(serviceType)), ({ hpcId, hpcIdNo, ...sam }) => ({
        ...sam,
        professional: { cardNumber: hpcId, nationalId: hpcIdNo },
      })),
    signWithCards: (cards, serviceType) =>
      queue.run(async (): Promise<Result<CardsSignature>> => {
        if (cards === 'two') {
          const signed = await local.signWithTwoCards(serviceType)
          return mapped(signed, ({ hcId, hcIdNo, ...sam }) => ({
            ...sam,
            cardNumber: hcId,
            nationalId: hcIdNo,
            professional: null,
          }))
        }
        const signed = await local.signWithThreeCards(serviceType)
        if (!signed.ok) return signed
        const { hcId, hcIdNo, hpcId, hpcIdNo, ...sam } = signed.value
        return ok({
          ...sam,
          cardNumber: hcId,
          nationalId: hcIdNo,
          professional: { cardNumber: hpcId, nationalId: hpcIdNo },
        })
      }),
  }
}
