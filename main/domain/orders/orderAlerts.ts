import type { OrderDraft } from '../../../preload/contract/orders/order.ts'
import type { OrderAlert } from '../../../preload/contract/orders/orderAlert.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { addDays } from '../tables/effectiveDate.ts'
import type { RuleTables } from '../tables/ruleTables.ts'
import { type DrugFacts, foldDrugWords, type Substance, substancesOfDrug } from './drugSubstances.ts'

/** A drug that this patient got before, here or elsewhere. */
export interface EarlierSupply {
  /** `YYYY-MM-DD` */
  readonly suppliedOn: string
  readonly days: number
  readonly drug: DrugFacts
  /** Our own record, or the patient's card. */
  readonly source: OrderAlert['source']
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
 * What the clinic's own records, and the patient's card, say against the drugs of a visit: an allergy of the patient, the same ingredient
 * twice, and an ingredient that an earlier visit, here or as the card tells, supplies beyond today. A drug whose ingredient isn't known is named as such: for it,
 * silence means nothing.
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
    .map(({ suppliedOn, days, drug, source }) => ({
      source,
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
        source: 'own' as const,
        suppliedUntil: null,
        needsReason: true,
      }
      const key = (kind: OrderAlert['kind'], detail: string): string =>
        `${kind}:${order.code}:${substance.substance}:${detail}`.slice(0, 200)
      const allergy = allergies.find((written) => isMeant(written, substance, rules.allergyClasses))
      const other = known.findIndex(
        (list, at) => at < index && list.some((one) => one.substance === substance.substance),
      )
      const untilBy = (source: OrderAlert['source']): IsoDate | null =>
        supplies
          .filter((supply) => supply.source === source && supply.substances.includes(substance.substance))
          .reduce<IsoDate | null>((latest, { until }) => (latest === null || until > latest ? until : latest), null)
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
        ...(['own', 'card'] as const).flatMap((source) => {
          const until = untilBy(source)
          if (until === null) return []
          const needsReason = until > addDays(day, freeOverlapDays)
          const detail = source === 'own' ? until : `${source}:${until}`
          return [
            {
              ...about,
              kind: 'overlap' as const,
              key: key('overlap', detail),
              source,
              suppliedUntil: until,
              needsReason,
            },
          ]
        }),
      ]
    }),
  )
  const unknownIngredients = orders.flatMap((order, index) =>
    order.kind === 'drug' && known[index]?.length === 0 ? [index + 1] : [],
  )
  return { alerts, unknownIngredients }
}
