import type { ClinicArea } from '../../../preload/contract/desk/settings.ts'
import type { Session } from '../../../preload/contract/words.ts'
import { selectCopaymentCodes } from '../money/copayment.ts'
import type { RuleTables } from '../tables/ruleTables.ts'

export interface RegistrationFacts {
  /** 保險對象身分註記 of the authenticated card; null while it isn't known. */
  readonly insuredMark: string | null
  /** Completed years on the visit's day; null while it isn't known. */
  readonly age: number | null
  /** Whether a 重大傷病 is in force. The proposal 001 holds only for a visit because of that illness: the desk decides. */
  readonly criticalIllness: boolean
  /** Where the clinic lies: in the mountains and on islands nobody pays a copayment. */
  readonly area: ClinicArea
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
 * What the registration form is filled with. Of the copayment codes whose conditions all hold it is the one that goes before
 * the others (部分負擔代號 註10), and of equal ones the first of the proposals' own order. Null when the tables propose
 * no code, or have no session for this hour.
 */
export const proposeRegistration = (facts: RegistrationFacts): RegistrationProposal | null => {
  const treatmentItem = facts.treatmentItem ?? ordinaryTreatmentItem
  const fitting = facts.tables.copaymentProposals.filter(({ when }) => holds(when, facts, treatmentItem))
  const first = selectCopaymentCodes(
    facts.tables,
    fitting.map(({ code }) => code),
  )
  const proposal = fitting.filter(({ code }) => first.includes(code)).toSorted((a, b) => a.order - b.order)[0]
  const session = sessionOf(facts.hour, facts.tables.sessions)
  if (proposal === undefined || session === null) return null
  return { treatmentItem, copaymentCode: proposal.code, copaymentReason: proposal.reason, session }
}

/** The clinic session (早、午、晚) of an hour of the Taipei day; null where the table leaves a gap. */
export const sessionOf = (hour: number, sessions: RuleTables['sessions']): Session | null =>
  sessions.find((entry) => entry.fromHour <= hour && hour < entry.toHour)?.session ?? null

const holds = (
  when: RuleTables['copaymentProposals'][number]['when'],
  { insuredMark, age, criticalIllness, area }: RegistrationFacts,
  treatmentItem: string,
): boolean =>
  (when.treatmentItems?.includes(treatmentItem) ?? true) &&
  (when.insuredMarks === undefined || (insuredMark !== null && when.insuredMarks.includes(insuredMark))) &&
  (when.ageUnder === undefined || (age !== null && age < when.ageUnder)) &&
  (when.ageFrom === undefined || (age !== null && age >= when.ageFrom)) &&
  (when.areas?.includes(area) ?? true) &&
  (when.criticalIllness === undefined || criticalIllness)
