import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { Soap } from '../../../preload/contract/order.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { useConsultation } from './consultationStore.ts'

const parts = ['subjective', 'objective', 'assessment', 'plan'] as const
/** How the page is shared out: the patient's words and the examination take most of it. */
const shares = { subjective: 'flex-[3]', objective: 'flex-[3]', assessment: 'flex-[2]', plan: 'flex-[2]' } as const

interface NotePaneProps {
  readonly soap: Soap
  readonly readOnly: boolean
  readonly onChange: (soap: Soap) => void
  readonly firstRef: Ref<HTMLTextAreaElement>
}

/** The note as one page of four parts. */
export const NotePane = ({ soap, readOnly, onChange, firstRef }: NotePaneProps) => {
  const { t } = useTranslation()
  return (
    <section aria-label={t('consultation.note.title')} className="flex min-h-0 flex-1 flex-col bg-surface">
      {parts.map((part) => (
        <label key={part} className={`flex min-h-20 flex-col border-b border-line ${shares[part]}`}>
          <span className="px-3 pt-1 text-sm text-muted">{t(`consultation.note.${part}`)}</span>
          <textarea
            {...(part === 'subjective' ? { ref: firstRef } : {})}
            data-testid={`soap-${part}`}
            value={soap[part]}
            readOnly={readOnly}
            maxLength={4000}
            spellCheck={false}
            onChange={(event) => onChange({ ...soap, [part]: event.target.value })}
            className="min-h-0 flex-1 resize-none bg-transparent px-3 pb-1 focus-visible:-outline-offset-2"
          />
        </label>
      ))}
    </section>
  )
}

type DraftNotePaneProps = Omit<NotePaneProps, 'soap' | 'readOnly'> & { readonly encounterId: EncounterId }

/** The note of an open draft. It alone listens to its text, so that a key draws these four fields and nothing beside them. */
export const DraftNotePane = ({ encounterId, ...others }: DraftNotePaneProps) => {
  const soap = useConsultation(({ drafts }) => drafts[encounterId]?.soap)
  return soap === undefined ? null : <NotePane soap={soap} readOnly={false} {...others} />
}
