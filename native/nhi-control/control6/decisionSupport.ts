import { z } from 'zod'
import { isValidRocDate, rocToIso } from '../../../preload/contract/patient/rocDate.ts'
import { fail, ok } from '../../../preload/contract/result.ts'
import type { DataCentres } from '../../network/dataCentreOptions.ts'
import type { DrugAlert, NhiControlPort } from '../port.ts'
import type { CallQueue } from './callQueue.ts'
import { serverFailure } from './controlErrors.ts'
import type { LocalApi } from './localApi.ts'

const path = '/api/imie5000/GetMedPrtInfo'
const serviceType = '91'
const done = '00'

/** What is asked about, one block each: the answer's blocks come in the same order and name no type. */
const types = [
  ['09', 'interaction'],
  ['D', 'duplicate'],
  ['A', 'allergy'],
  ['R', 'renal'],
] as const satisfies readonly (readonly [sType: string, kind: DrugAlert['kind']])[]

const words = z
  .string()
  .max(1_000)
  .transform((text) => text.trim())
/** A day that cannot be read is no reason to lose the alert. */
const day = z
  .string()
  .max(20)
  .transform((text) => (isValidRocDate(text.trim()) ? rocToIso(text.trim()) : null))

const RtnCodeSchema = z.looseObject({ rtnCode: z.union([z.string().max(10), z.int()]).transform(String) })
const AlertsReplySchema = z.object({
  sub: z
    .array(
      z.object({
        sub: z
          .array(
            z.object({
              oOrder: words,
              effect: words,
              mechanism: words,
              management: words,
              sub: z.array(z.object({ hospName: words, funcDT: day, ddiatC7Name: words })).max(100),
            }),
          )
          .max(1_000),
      }),
    )
    .length(types.length),
})

/** The NHI's decision support (contract §5), with a signature of three cards (serviceType 91) for each question. */
export const createDecisionSupport = (parts: {
  readonly local: LocalApi
  readonly dataCentres: DataCentres
  readonly queue: CallQueue
}): Pick<NhiControlPort, 'drugAlerts'> => ({
  drugAlerts: (codes, expected) =>
    parts.queue.question(({ shared }) =>
      shared(async (signal) => {
        const signed = await parts.local.signWithThreeCards(serviceType, signal)
        if (!signed.ok) return signed
        const { hcId, hcIdNo, hospitalId, hpcId } = signed.value
        if (hcId !== expected.cardNumber || hcIdNo !== expected.nationalId) {
          return fail('CARD_CHANGED', { retryable: true })
        }
        const orders = codes.map((sOrder) => ({ sOrder }))
        const body = {
          sHospId: hospitalId,
          sHpcId: hpcId,
          sPatId: hcIdNo,
          sVerify: { ...signed.value, serviceType },
          sub: types.map(([sType]) => ({ sType, sub: orders })),
        }
        const answer = await parts.dataCentres.request(
          { method: 'POST', path, body, safety: 'repeatable', signal },
          RtnCodeSchema,
        )
        if (!answer.ok) return serverFailure(answer.failure, 'repeatable')
        const { rtnCode } = answer.value
        // No list of these codes is known: they must not be read as the server's status codes.
        if (rtnCode !== done) return fail('NHI_REFUSED', { details: { rtnCode, path } })
        const parsed = AlertsReplySchema.safeParse(answer.value)
        if (!parsed.success) return fail('NHI_BAD_REPLY', { retryable: true, details: { reason: 'schema', path } })
        return ok(
          types.flatMap(([, kind], index) =>
            (parsed.data.sub[index]?.sub ?? []).map(({ oOrder, effect, mechanism, management, sub }) => ({
              kind,
              code: oOrder,
              effect,
              mechanism,
              management,
              elsewhere: sub.map(({ hospName, funcDT, ddiatC7Name }) => ({
                hospital: hospName,
                suppliedOn: funcDT,
                drug: ddiatC7Name,
              })),
            })),
          ),
        )
      }),
    ),
})
