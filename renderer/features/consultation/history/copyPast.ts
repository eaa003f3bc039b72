import type { EncounterId } from '../../../../preload/contract/words.ts'
import { editDraft, useConsultation } from '../consultationStore.ts'
import { addDiagnosis } from '../note/diagnoses.ts'
import type { PastCopy } from './PastEntryView.tsx'

/** A text behind what stands in a part of the note, on a line of its own. */
export const appended = (standing: string, text: string): string =>
  standing.trim() === '' ? text : `${standing.replace(/\s+$/, '')}\n${text}`

/** Takes parts of the past over into the draft of a visit as it is at that moment; nothing that stands there is lost. */
export const copyInto = (encounterId: EncounterId, onCopied: () => void): PastCopy => {
  const draftNow = () => useConsultation.getState().drafts[encounterId]
  return {
    diagnosis: (diagnosis) => {
      const draft = draftNow()
      if (draft === undefined) return
      onCopied()
      editDraft(encounterId, { diagnoses: addDiagnosis(draft.diagnoses, diagnosis) })
    },
    note: (part, text) => {
      const draft = draftNow()
      if (draft === undefined) return
      onCopied()
      editDraft(encounterId, { soap: { ...draft.soap, [part]: appended(draft.soap[part], text).slice(0, 4000) } })
    },
  }
}
