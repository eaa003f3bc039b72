import type { Ref } from 'react'
import type { Soap } from '../../../../preload/contract/orders/order.ts'
import type { EncounterId } from '../../../../preload/contract/words.ts'
import { useAmendments } from '../amend/amendmentStore.ts'
import { useConsultation } from '../consultationStore.ts'
import { type NoteHandle, NotePane } from '../note/NotePane.tsx'

interface LiveNoteProps {
  readonly encounterId: EncounterId
  readonly onChange: (soap: Soap) => void
  readonly handle: Ref<NoteHandle>
  readonly snippet: (name: string) => string | null
}

/** The note of a visit that is going on: a key typed into it draws this alone. */
export const ConsultationNote = ({ encounterId, ...others }: LiveNoteProps) => {
  const soap = useConsultation(({ drafts }) => drafts[encounterId]?.soap)
  return soap === undefined ? null : <NotePane soap={soap} {...others} />
}

/** The note of a closed visit that is being amended: a key typed into it draws this alone. */
export const AmendedNote = ({ encounterId, ...others }: LiveNoteProps) => {
  const soap = useAmendments(({ begun }) => begun[encounterId]?.draft.soap)
  return soap === undefined ? null : <NotePane soap={soap} {...others} />
}
