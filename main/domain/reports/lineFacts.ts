import type { ReportGrouping } from '../../../preload/contract/paper/reportLayouts.ts'
import { type Fact, nameOf } from './fact.ts'
import { icd10Chapter } from './icd10Chapter.ts'

/** A diagnosis of a closed visit. */
export interface DiagnosisLine {
  readonly encounterId: string
  readonly patientId: string
  /** 1 for the main one. */
  readonly line: number
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string
}

/** A diagnosis by its code, or by its chapter; `00` for a code that has none. */
export const diagnosisFact = (by: ReportGrouping, line: DiagnosisLine): Fact => ({
  encounterId: line.encounterId,
  key: [by === 'chapter' ? (icd10Chapter(line.code) ?? '00') : line.code],
  name: by === 'chapter' ? null : { zh: line.nameZh, en: line.nameEn },
  adds: { main: line.line === 1 ? 1 : 0, mentions: 1, patients: line.patientId },
})

/** A drug of a closed visit, as it was priced; released to a pharmacy it has no points here. */
export interface DrugLine {
  readonly encounterId: string
  readonly patientId: string
  readonly code: string
  readonly name: string
  readonly quantity: number
  readonly points: number
}

export const drugFact = ({ encounterId, patientId, code, name, quantity, points }: DrugLine): Fact => ({
  encounterId,
  key: [code],
  name: nameOf(name),
  adds: { lines: 1, quantity, points, patients: patientId },
})
