import type { Ref } from 'react'
import type { Soap } from '../../../preload/contract/order.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { useConsultation } from './consultationStore.ts'
import { type NoteHandle, NotePane } from './NotePane.tsx'

interface ConsultationNoteProps {
  readonly encounterId: EncounterId
  readonly onChange: (soap: Soap) => void
  readonly handle: Ref<NoteHandle>
  readonly snippet: (name: string) => string | null
}

/** The note of a visit that is going on: a key typed into it draws this alone. */
export const ConsultationNote = ({ encounterId, ...others }: ConsultationNoteProps) => {
  const soap = useConsultation(({ drafts }) => drafts[encounterId]?.soap)
  return soap === undefined ? null : <NotePane soap={soap} {...others} />
}
