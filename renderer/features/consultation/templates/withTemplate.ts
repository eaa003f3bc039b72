import type { TemplateContent } from '../../../../preload/contract/recordTemplate.ts'
import type { VisitDraft } from '../consultationStore.ts'
import { appended } from '../history/copyPast.ts'
import { addDiagnosis } from '../note/diagnoses.ts'

type NoteTemplate = Extract<TemplateContent, { kind: 'note' }>

/** A draft with a whole note behind what stands in it, and its diagnoses. `filled` fills in what the program knows. */
export const withTemplate = (
  { soap, diagnoses }: Pick<VisitDraft, 'soap' | 'diagnoses'>,
  template: NoteTemplate,
  filled: (text: string) => string,
): Pick<VisitDraft, 'soap' | 'diagnoses'> => {
  const part = (name: keyof NoteTemplate['soap']): string =>
    template.soap[name] === '' ? soap[name] : appended(soap[name], filled(template.soap[name])).slice(0, 4000)
  return {
    soap: {
      subjective: part('subjective'),
      objective: part('objective'),
      assessment: part('assessment'),
      plan: part('plan'),
    },
    diagnoses: template.diagnoses.reduce(addDiagnosis, diagnoses),
  }
}
