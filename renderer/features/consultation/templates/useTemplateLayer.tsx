import { type RefObject, useCallback, useState } from 'react'
import type { RecordTemplate, TemplateContent } from '../../../../preload/contract/record/recordTemplate.ts'
import type { VisitDetail } from '../../../../preload/contract/visit/visit.ts'
import type { VisitDraft } from '../consultationStore.ts'
import { addDiagnosis } from '../note/diagnoses.ts'
import type { NoteHandle } from '../note/NotePane.tsx'
import { newDiagnoses, textsOf } from './noteTemplate.ts'
import { TemplateLayer } from './TemplateLayer.tsx'
import { useTemplates } from './useTemplates.ts'

interface TemplateDesk {
  /** What is typed so far; it must be the same function from one drawing to the next. */
  readonly draftNow: () => VisitDraft | undefined
  readonly edit: (change: Partial<VisitDraft>) => void
  readonly note: RefObject<NoteHandle | null>
}

/** The layer of templates over a note that is being written, and the snippets by their names. */
export const useTemplateLayer = (visit: VisitDetail, { draftNow, edit, note }: TemplateDesk) => {
  const { encounterId, practitionerId } = visit
  const diagnosesNow = useCallback(() => draftNow()?.diagnoses ?? [], [draftNow])
  const { templates, filled, snippet } = useTemplates(encounterId, practitionerId, diagnosesNow)
  const [isOpen, setOpen] = useState(false)
  const insertNote = (template: Extract<TemplateContent, { kind: 'note' }>): void => {
    const added = newDiagnoses(template, diagnosesNow())
    note.current?.focus()
    note.current?.append(textsOf(template, filled), () => {
      edit({ diagnoses: diagnosesNow().filter(({ code }) => !added.some((diagnosis) => diagnosis.code === code)) })
    })
    edit({ diagnoses: added.reduce(addDiagnosis, diagnosesNow()) })
  }
  const insert = ({ content }: RecordTemplate): void => {
    setOpen(false)
    // The layer gives the focus back first.
    setTimeout(() => (content.kind === 'note' ? insertNote(content) : note.current?.insert(filled(content.text))), 0)
  }
  return {
    snippet,
    /** While it is open, its own keys hold alone. */
    isOpen,
    open: () => setOpen(true),
    layer: isOpen ? (
      <TemplateLayer
        templates={templates}
        practitionerId={practitionerId}
        draft={draftNow() ?? visit}
        onInsert={insert}
        onClose={() => setOpen(false)}
      />
    ) : null,
  }
}
