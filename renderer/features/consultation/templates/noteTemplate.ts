import type { Diagnosis, Soap } from '../../../../preload/contract/orders/order.ts'
import type { TemplateContent } from '../../../../preload/contract/record/recordTemplate.ts'

type NoteTemplate = Extract<TemplateContent, { kind: 'note' }>

/** The texts of a whole note as they are written into a visit. `filled` fills in what the program knows. */
export const textsOf = ({ soap }: NoteTemplate, filled: (text: string) => string): Soap => ({
  subjective: filled(soap.subjective),
  objective: filled(soap.objective),
  assessment: filled(soap.assessment),
  plan: filled(soap.plan),
})

/** Which diagnoses of a whole note don't stand in the visit yet. */
export const newDiagnoses = (template: NoteTemplate, standing: readonly Diagnosis[]): readonly Diagnosis[] =>
  template.diagnoses.filter(({ code }) => !standing.some((diagnosis) => diagnosis.code === code))
