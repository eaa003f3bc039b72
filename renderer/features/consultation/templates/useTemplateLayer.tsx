import { type RefObject, useCallback, useState } from 'react'
import type { RecordTemplate } from '../../../../preload/contract/recordTemplate.ts'
import type { VisitDetail } from '../../../../preload/contract/visit.ts'
import type { VisitDraft } from '../consultationStore.ts'
import type { NoteHandle } from '../note/NotePane.tsx'
import { TemplateLayer } from './TemplateLayer.tsx'
import { useTemplates } from './useTemplates.ts'
import { withTemplate } from './withTemplate.ts'

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
  const insert = ({ content }: RecordTemplate): void => {
    setOpen(false)
    const standing = draftNow()
    if (standing === undefined) return
    if (content.kind === 'note') edit(withTemplate(standing, content, filled))
    // The layer gives the focus back first.
    setTimeout(() => (content.kind === 'note' ? note.current?.focus() : note.current?.insert(filled(content.text))), 0)
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
