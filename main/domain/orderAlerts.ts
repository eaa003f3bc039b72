import type { OrderDraft } from '../../preload/contract/order.ts'
import type { OrderAlert } from '../../preload/contract/orderAlert.ts'
import type { IsoDate } from '../../preload/contract/words.ts'
import { type DrugFacts, foldDrugWords, type Substance, substancesOfDrug } from './drugSubstances.ts'
import { addDays } from './effectiveDate.ts'
import type { RuleTables } from './ruleTables.ts'

/** A drug of an earlier visit of this patient here. */
export interface EarlierSupply {
  /** `YYYY-MM-DD` */
  readonly suppliedOn: string
  readonly days: number
  readonly drug: DrugFacts
}

export interface AlertSurroundings {
  /** `YYYY-MM-DD` of the visit. */
  readonly day: string
  /** What the catalog knows of the drugs, by code. */
  readonly drugs: ReadonlyMap<string, DrugFacts>
  /** As they are written in the chart. */
  readonly allergies: readonly string[]
  readonly earlier: readonly EarlierSupply[]
  /** The tables of the visit's day. */
  readonly rules: Pick<RuleTables, 'drugSubstances' | 'allergyClasses'>
}

export interface OrderAlerts {
  readonly alerts: readonly OrderAlert[]
  /** 1-based lines of drugs whose ingredient isn't known. */
  readonly unknownIngredients: readonly number[]
}

/** In the last ten days of a supply the next may be got (醫療辦法 §24 for refills): so much overlap is told, and asks for no reason. */
const freeOverlapDays = 10

/** Whether an allergy as it is written down means a substance: by its name, or by a word for a class it belongs to. */
const isMeant = (allergy: string, substance: Substance, classes: RuleTables['allergyClasses']): boolean => {
  const text = foldDrugWords(allergy)
  return (
    substance.names.some((word) => text.includes(word)) ||
    classes.some((entry) => substance.classes.includes(entry.class) && entry.words.some((word) => text.includes(word)))
  )
}

/**
 * What the clinic's own records say against the drugs of a visit: an allergy of the patient, the same ingredient twice, and an ingredient
 * that an earlier visit supplies beyond today. A drug whose ingredient isn't known is named as such: for it, silence means nothing.
 */
export const orderAlerts = (
  orders: readonly OrderDraft[],
  { day, drugs, allergies, earlier, rules }: AlertSurroundings,
): OrderAlerts => {
  const known = orders.map(({ kind, code }) => {
    const drug = kind === 'drug' ? drugs.get(code) : undefined
    return drug === undefined ? [] : substancesOfDrug(drug, rules)
  })
  const supplies = earlier
    .map(({ suppliedOn, days, drug }) => ({
      until: addDays(suppliedOn, days - 1),
      substances: substancesOfDrug(drug, rules).map(({ substance }) => substance),
    }))
    .filter(({ until }) => until > day)
  const alerts = orders.flatMap((order, index): OrderAlert[] =>
    (known[index] ?? []).flatMap((substance): OrderAlert[] => {
      const about = {
        line: index + 1,
        substance: substance.substance,
        allergy: '',
        otherLine: null,
        suppliedUntil: null,
        needsReason: true,
      }
      const key = (kind: OrderAlert['kind'], detail: string): string =>
        `${kind}:${order.code}:${substance.substance}:${detail}`.slice(0, 200)
      const allergy = allergies.find((written) => isMeant(written, substance, rules.allergyClasses))
      const other = known.findIndex(
        (list, at) => at < index && list.some((one) => one.substance === substance.substance),
      )
      const until = supplies
        .filter(({ substances }) => substances.includes(substance.substance))
        .reduce<IsoDate | null>(
          (latest, supply) => (latest === null || supply.until > latest ? supply.until : latest),
          null,
        )
      return [
        ...(allergy === undefined
          ? []
          : [{ ...about, kind: 'allergy' as const, key: key('allergy', allergy), allergy }]),
        ...(other < 0
          ? []
          : [
              {
                ...about,
                kind: 'duplicate' as const,
                key: key('duplicate', orders[other]?.code ?? ''),
                otherLine: other + 1,
                // One drug on two rows is how a dose in parts is written: that is told, and asks for no reason.
                needsReason: orders[other]?.code !== order.code,
              },
            ]),
        ...(until === null
          ? []
          : [
              {
                ...about,
                kind: 'overlap' as const,
                key: key('overlap', until),
                suppliedUntil: until,
                needsReason: until > addDays(day, freeOverlapDays),
              },
            ]),
      ]
    }),
  )
  const unknownIngredients = orders.flatMap((order, index) =>
    order.kind === 'drug' && known[index]?.length === 0 ? [index + 1] : [],
  )
  return { alerts, unknownIngredients }
}
