import type { OrderDraft } from '../../../preload/contract/orders/order.ts'
import {
  type AlertReason,
  alertKey,
  alertOfKey,
  type OrderAlert,
  saysWhy,
} from '../../../preload/contract/orders/orderAlert.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { addDays } from '../tables/effectiveDate.ts'
import type { RuleTables } from '../tables/ruleTables.ts'
import { type DrugFacts, foldDrugWords, type Substance, substancesOfDrug } from './drugSubstances.ts'

/** A drug that this patient got before, here or elsewhere. */
export interface EarlierSupply {
  /** The visit that supplied it; what tells visits of the same source apart. */
  readonly visit: string
  /** `YYYY-MM-DD` */
  readonly suppliedOn: string
  readonly code: string
  /** How often it is taken; null where nothing was said of it. */
  readonly frequency: string | null
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
  /** Allergies of the chart in whose words neither a substance nor a class is known: no drug was held against them. */
  readonly unknownAllergies: readonly string[]
}

/** In the last ten days of a supply the next may be got (醫療辦法 §24 for refills): so much overlap is told, and asks for no reason. */
const freeOverlapDays = 10

/** Frequencies that say when, or only if: rows with different ones of them are parts of one day's dose, or kept for a need beside it. */
const saysWhen = /AM|PM|HS|^QN$|\(|PRN|ASORDER|STAT|ONCE/

/**
 * How long one drug of one visit lasts. Its rows follow each other, as those of a dose that is lowered step by step do; those of another
 * time of day, other weekdays or another need run beside them.
 */
const daysOfRows = (rows: readonly EarlierSupply[]): number => {
  const courses = new Map<string, number>()
  for (const { frequency, days } of rows) {
    const course = frequency !== null && saysWhen.test(frequency) ? frequency : ''
    courses.set(course, (courses.get(course) ?? 0) + days)
  }
  return Math.max(...courses.values())
}

/** What an allergy as it is written down means: substances, and classes by a word of theirs or as what those substances belong to. */
const meaningOf = (
  written: string,
  { drugSubstances, allergyClasses }: AlertSurroundings['rules'],
): { readonly text: string; readonly classes: ReadonlySet<string>; readonly isKnown: boolean } => {
  const text = foldDrugWords(written)
  const named = drugSubstances.filter(({ names }) => names.some((word) => text.includes(word)))
  const told = allergyClasses.filter(({ words }) => words.some((word) => text.includes(word)))
  const classes = new Set([...told.map((entry) => entry.class), ...named.flatMap((substance) => substance.classes)])
  return { text, classes, isKnown: named.length > 0 || classes.size > 0 }
}

/** Whoever bears no ibuprofen is warned of diclofenac: a substance is meant by its name, or as one of a class that is. */
const isMeant = ({ text, classes }: ReturnType<typeof meaningOf>, substance: Substance): boolean =>
  substance.names.some((word) => text.includes(word)) || substance.classes.some((name) => classes.has(name))

/**
 * What the clinic's own records, and the patient's card, say against the drugs of a visit: an allergy of the patient, the same ingredient
 * twice, and an ingredient that an earlier visit, here or as the card tells, supplies beyond today. A drug whose ingredient isn't known is named as such: for it,
 * silence means nothing.
 */
export const orderAlerts = (
  orders: readonly OrderDraft[],
  { day, drugs, allergies, earlier, rules }: AlertSurroundings,
): OrderAlerts => {
  const meanings = allergies.map((written) => ({ written, meaning: meaningOf(written, rules) }))
  const known = orders.map(({ kind, code }) => {
    const drug = kind === 'drug' ? drugs.get(code) : undefined
    return drug === undefined ? [] : substancesOfDrug(drug, rules)
  })
  const supplied = Map.groupBy(earlier, ({ source, visit, code }) => `${source} ${visit} ${code}`)
  const supplies = [...supplied.values()]
    .flatMap((rows) => rows.slice(0, 1).map((first) => ({ ...first, days: daysOfRows(rows) })))
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
        alertKey({ kind, code: order.code, substance: substance.substance, detail })
      const allergy = meanings.find(({ meaning }) => isMeant(meaning, substance))?.written
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
  const isHeld = (written: string): boolean => alerts.some(({ allergy }) => allergy === written)
  const unknownAllergies = meanings.flatMap(({ written, meaning }) =>
    meaning.isKnown || isHeld(written) ? [] : [written],
  )
  return { alerts, unknownIngredients, unknownAllergies }
}

/**
 * What was said of alerts about these drugs: what was said of one that was taken off the sheet since, or of the same ingredient in one that
 * was, is no part of the record.
 */
export const reasonsFor = <
  Draft extends { readonly orders: readonly OrderDraft[]; readonly alertReasons?: readonly AlertReason[] },
>(
  draft: Draft,
): Draft => {
  const { alertReasons } = draft
  if (alertReasons === undefined) return draft
  const codes = new Set(draft.orders.map(({ code }) => code))
  const stands = ({ key }: AlertReason): boolean => {
    const { kind, code, detail } = alertOfKey(key)
    return codes.has(code) && (kind !== 'duplicate' || codes.has(detail))
  }
  return { ...draft, alertReasons: alertReasons.filter(stands) }
}

/** The alerts that want a reason and have none. */
export const unreasoned = (
  alerts: readonly OrderAlert[],
  reasons: readonly AlertReason[] | undefined,
): readonly OrderAlert[] =>
  alerts.filter(
    ({ key, needsReason }) => needsReason && reasons?.some((reason) => reason.key === key && saysWhy(reason)) !== true,
  )
