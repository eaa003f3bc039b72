import type { LocalApi } from './localApi.ts'

/**
 * The same calls, with signatures one after another: the readers and the SAM's session are one. What is then asked with them may
 * run side by side. Each signature is used for one request only (3245 refuses a second use).
 */
export const signingInTurn = (local: LocalApi): LocalApi => {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(sign: () => Promise<T>): Promise<T> => {
    const signed = last.then(sign)
    last = signed.catch(() => undefined)
    return signed
  }
  return {
    ...local,
    signWithSam: (...input) => inTurn(() => local.signWithSam(...input)),
    signWithTwoCards: (...input) => inTurn(() => local.signWithTwoCards(...input)),
    signWithThreeCards: (...input) => inTurn(() => local.signWithThreeCards(...input)),
    signWithProfessionalCard: (...input) => inTurn(() => local.signWithProfessionalCard(...input)),
  }
}
