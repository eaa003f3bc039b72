import type { Session } from '../../preload/contract/words.ts'
import type { RuleTables } from './ruleTables.ts'

export interface RegistrationFacts {
  /** 保險對象身分註記 of the authenticated card; null while it isn't known. */
  readonly insuredMark: string | null
  /** Completed years on the visit's day; null while it isn't known. */
  readonly age: number | null
  /** Whether a 重大傷病 is in force. The proposal 001 holds only for a visit because of that illness: the desk decides. */
  readonly criticalIllness: boolean
  /** Hour of the Taipei day, 0–23. */
  readonly hour: number
  /** 就醫類別 already chosen; the western clinic's ordinary one when left out. */
  readonly treatmentItem?: string
  /** The tables of the day (`rulesOn(tables, day)`). */
  readonly tables: RuleTables
}

export interface RegistrationProposal {
  readonly treatmentItem: string
  readonly copaymentCode: string
  readonly copaymentReason: RuleTables['copaymentProposals'][number]['reason']
  readonly session: Session
}

/** 01 西醫門診. */
const ordinaryTreatmentItem = '01'

/**
 * What the registration form is filled with. The copayment code is the first of the table's order whose conditions all hold:
 * forced codes, then illness, then the codes an agency pays for (部分負擔代號 註10: selection order). Null when the tables propose
 * no code, or have no session for this hour.
 */
export const proposeRegistration = (facts: RegistrationFacts): RegistrationProposal | null => {
  const treatmentItem = facts.treatmentItem ?? ordinaryTreatmentItem
  const proposal = facts.tables.copaymentProposals
    .filter(({ when }) => holds(when, facts, treatmentItem))
    .toSorted((a, b) => a.order - b.order)[0]
  const session = sessionOf(facts.hour, facts.tables.sessions)
  if (proposal === undefined || session === null) return null
  return { treatmentItem, copaymentCode: proposal.code, copaymentReason: proposal.reason, session }
}

/** The clinic session (早、午、晚) of an hour of the Taipei day; null where the table leaves a gap. */
export const sessionOf = (hour: number, sessions: RuleTables['sessions']): Session | null =>
  sessions.find((entry) => entry.fromHour <= hour && hour < entry.toHour)?.session ?? null

const holds = (
  when: RuleTables['copaymentProposals'][number]['when'],
  { insuredMark, age, criticalIllness }: RegistrationFacts,
  treatmentItem: string,
): boolean =>
  (when.treatmentItems?.includes(treatmentItem) ?? true) &&
  (when.insuredMarks === undefined || (insuredMark !== null && when.insuredMarks.includes(insuredMark))) &&
  (when.ageUnder === undefined || (age !== null && age < when.ageUnder)) &&
  (when.criticalIllness === undefined || criticalIllness)
