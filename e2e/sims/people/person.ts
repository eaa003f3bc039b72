/** Insured mark on the card (投保身分註記): 1 低收入戶, 2 無職榮民, 3 一般, 4 中低收入戶, 8 災民. */
export type InsuredMark = '1' | '2' | '3' | '4' | '8'

/** A 重大傷病 certificate as the card shows it; dates are ROC yyyMMdd. */
export interface CriticalIllness {
  readonly ciCode: string
  readonly validityStart: string
  readonly validityEnd: string
}

/** An invented insured person and what the NHI knows about the person's card. Dates are ISO yyyy-MM-dd. */
export interface Person {
  /** Name used by tests and the panel, such as `lin-adult`. */
  readonly id: string
  readonly nationalId: string
  readonly name: string
  /** The name as the card carries it, where the chip's Big5 has no such character. */
  readonly cardName?: string
  /** What is special about this person, in zh-TW for the panel. */
  readonly note: string
  readonly nhiCardNumber: string
  readonly birthDate: string
  readonly sex: 'M' | 'F'
  readonly issueDate: string
  readonly cardValidUntil: string
  /** The card was cancelled (註銷), as one that was reported lost. */
  readonly cardCancelled?: boolean
  readonly insuredMark: InsuredMark
  /** Visits left before the card must be updated (可用次數). */
  readonly treatmentCounter: number
  readonly emergencyTel: string
  readonly criticalIllnesses: readonly CriticalIllness[]
  /** NHI drug codes the person is known to be allergic to, for decision support. */
  readonly allergies: readonly string[]
  /** NHI drug codes other institutions prescribed lately, for decision support. */
  readonly currentDrugs: readonly string[]
}

/** An invented member of the clinic's staff and the professional card (醫事人員卡) of that person. */
export interface Professional {
  readonly id: string
  readonly name: string
  readonly nationalId: string
  readonly role: 'doctor' | 'pharmacist' | 'nurse'
  readonly department: string
  readonly hpcId: string
}

/** The clinic of the demonstration. */
export interface Clinic {
  /** 10-digit medical institution code. */
  readonly hospitalId: string
  readonly name: string
  /** 醫事類別: 11 is a western clinic. */
  readonly medicalCategory: string
  /** 12-character SAM of its reader. */
  readonly samId: string
}
