import type { EncounterId } from '../../../../preload/contract/words.ts'
import { editDraft, useConsultation } from '../consultationStore.ts'
import { addDiagnosis } from '../note/diagnoses.ts'
import type { PastCopy } from './PastEntryView.tsx'

/** Takes parts of the past over into the draft of a visit as it is at that moment; nothing that stands there is lost. `append`: into its note. */
export const copyInto = (encounterId: EncounterId, onCopied: () => void, append: PastCopy['note']): PastCopy => {
  const draftNow = () => useConsultation.getState().drafts[encounterId]
  return {
    diagnosis: (diagnosis) => {
      const draft = draftNow()
      if (draft === undefined) return
      onCopied()
      editDraft(encounterId, { diagnoses: addDiagnosis(draft.diagnoses, diagnosis) })
    },
    note: (part, text) => {
      if (draftNow() === undefined) return
      onCopied()
      append(part, text)
    },
  }
}
