import { clinicGaps, drugView, headOf, type Layout, rocDay } from './layout.ts'
import type { VisitFacts } from './visitFacts.ts'

/**
 * What the verification QR of a sheet says: `RX1|clinic|就醫識別碼 or visit|day|lines|digest`, the digest being the first 32 hex
 * digits of SHA-256 over the lines as they stand in `prescriptionText`. Whoever holds the paper can compare it with what the QR
 * says was prescribed, and by the clinic's number and the 就醫識別碼 with the record at the NHI.
 */
export const verificationText = (facts: VisitFacts, digest: (text: string) => string): string =>
  [
    'RX1',
    facts.clinic.providerNumber,
    facts.treatmentNumber ?? facts.encounterId,
    facts.day,
    String(drugsOf(facts).length),
    digest(prescriptionText(facts)).slice(0, 32),
  ].join('|')

/** The drugs as one text, a line each: code, dose, frequency, route, days, quantity, divided by bars. */
export const prescriptionText = (facts: VisitFacts): string =>
  drugsOf(facts)
    .map(({ code, dose, frequency, route, days, quantity }) =>
      [code, dose ?? '', frequency ?? '', route ?? '', days ?? '', quantity].join('|'),
    )
    .join('\n')

const drugsOf = ({ orders }: VisitFacts) => orders.filter(({ kind }) => kind === 'drug')

/** The order in which the sheets lie. */
const sheetOrder = ['general', 'chronic', 'chronic-refill'] as const

/**
 * The facts of a visit sheet by sheet: general and chronic drugs have separate ones (醫療辦法 §24). Jobs from before sheets were told
 * apart are one.
 */
export const prescriptionSheets = (facts: VisitFacts): readonly VisitFacts[] =>
  sheetOrder
    .map((sheet) => drugsOf(facts).filter((drug) => (drug.sheet ?? 'general') === sheet))
    .filter((orders) => orders.length > 0)
    .map((orders) => ({ ...facts, orders }))

/**
 * 處方箋 with what 醫師法 §13 wants: name, age, drugs, dose, quantity, use, day, and the place for the doctor's signature; each sheet
 * on a page of its own.
 *
 * @param qrs the picture of each sheet's verification text, in the order of `prescriptionSheets`
 */
export const layOutPrescription = (facts: VisitFacts, printedAt: number, qrs: readonly string[]): Layout => ({
  gaps: clinicGaps(facts),
  view: {
    ...headOf(facts, printedAt),
    serial: facts.visitSequenceNumber ?? facts.exceptionCode ?? '',
    treatmentNumber: facts.treatmentNumber ?? '',
    copayment: facts.copaymentCode,
    diagnoses: facts.diagnoses.map(({ code, nameZh, nameEn }) => ({ code, name: nameZh === '' ? nameEn : nameZh })),
    sheets: prescriptionSheets(facts).map(({ orders }, index) => {
      const sheet = orders[0]?.sheet ?? 'general'
      return {
        isNext: index > 0,
        isGeneral: sheet === 'general',
        isChronic: sheet === 'chronic',
        refill: sheet === 'chronic-refill' && facts.refill !== undefined ? refillView(facts.refill) : false,
        drugs: orders.map(drugView),
        qr: qrs[index] ?? '',
      }
    }),
  },
})

/** What is left of it is said only where something is: whoever reads it may be another pharmacy. */
const refillView = ({ lapsesOn, until, ...refill }: NonNullable<VisitFacts['refill']>) => {
  const { dispensing, dispensings, daysEach } = refill
  const last = until ?? dispensing
  return {
    ...refill,
    whole:
      until === undefined ? false : { until, isSeveral: until > dispensing, days: (until - dispensing + 1) * daysEach },
    open: last < dispensings ? { lapse: rocDay(lapsesOn) } : false,
  }
}
