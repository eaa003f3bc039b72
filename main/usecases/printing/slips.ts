import { maskName } from '../../domain/patient/maskName.ts'
import { headOf, type Layout, rocMinute } from './layout.ts'
import type { VisitFacts } from './visitFacts.ts'

/** 號碼單: the number, where and when, and how many are before; of a visit without a turn nothing is said of that. */
export const layOutQueueTicket = (facts: VisitFacts, printedAt: number): Layout => ({
  gaps: [],
  view: {
    ...headOf(facts, printedAt),
    maskedName: maskName(facts.patient.name),
    queueNumber: facts.queueNumber,
    // Read by the template as a section of its own name.
    [facts.session]: true,
    registeredAt: rocMinute(facts.registeredAt),
    line: facts.ahead === null ? null : { ahead: facts.ahead },
  },
})

/** How wide a name is, in Chinese characters; a Latin letter takes about half of one. */
const widthOf = (name: string): number =>
  [...name].reduce((sum, letter) => sum + (/[\u0020-\u024f]/.test(letter) ? 0.6 : 1), 0)
/** What a line of the label holds at its first size, and two lines at the next smaller. */
const oneLine = 7
const twoLines = 16

/** 病歷標籤: who, born when, chart number, and the number as a QR. */
export const layOutChartLabel = (facts: VisitFacts, printedAt: number, qr: string): Layout => ({
  gaps: [],
  view: {
    ...headOf(facts, printedAt),
    qr,
    isLong: widthOf(facts.patient.name) > oneLine && widthOf(facts.patient.name) <= twoLines,
    isVeryLong: widthOf(facts.patient.name) > twoLines,
  },
})
