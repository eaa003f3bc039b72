import { maskName } from '../../domain/patient/maskName.ts'
import { headOf, type Layout, rocMinute } from './layout.ts'
import type { VisitFacts } from './visitFacts.ts'

/** 號碼單: the number, where and when, and how many are before. */
export const layOutQueueTicket = (facts: VisitFacts, printedAt: number): Layout => ({
  gaps: [],
  view: {
    ...headOf(facts, printedAt),
    maskedName: maskName(facts.patient.name),
    queueNumber: facts.queueNumber,
    // Read by the template as a section of its own name.
    [facts.session]: true,
    registeredAt: rocMinute(facts.registeredAt),
    ahead: facts.ahead,
  },
})

/** 病歷標籤: who, born when, chart number, and the number as a QR. */
export const layOutChartLabel = (facts: VisitFacts, printedAt: number, qr: string): Layout => ({
  gaps: [],
  view: { ...headOf(facts, printedAt), qr },
})
