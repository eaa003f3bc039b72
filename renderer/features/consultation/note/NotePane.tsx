import { type KeyboardEvent, type Ref, useImperativeHandle, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Soap } from '../../../../preload/contract/order.ts'
import { belongsToInputMethod } from '../../../ui/inputMethod.ts'
import { placeFrom, triggerBefore } from '../templates/snippetText.ts'

const parts = ['subjective', 'objective', 'assessment', 'plan'] as const
/** How the page is shared out: the patient's words and the examination take most of it. */
const shares = { subjective: 'flex-[3]', objective: 'flex-[3]', assessment: 'flex-[2]', plan: 'flex-[2]' } as const

/** Lets keys and layers go to the note. */
export interface NoteHandle {
  focus(): void
  /** Writes a text where the caret was last, and goes to its first place to be filled in. */
  insert(text: string): void
}

interface NotePaneProps {
  readonly soap: Soap
  readonly onChange: (soap: Soap) => void
  readonly handle: Ref<NoteHandle>
  /** The text of a snippet by its name, as it is to be written; null where there is none of that name. */
  readonly snippet: (name: string) => string | null
}

/** As if it had been typed, so that it can be undone like any typing. */
const type = (area: HTMLTextAreaElement, start: number, end: number, text: string): void => {
  area.focus()
  area.setSelectionRange(start, end)
  document.execCommand('insertText', false, text)
  const first = placeFrom(area.value, start, 'forward')
  if (first !== null && first.end <= start + text.length) area.setSelectionRange(first.start, first.end)
}

/** The note as one page of four parts. Tab behind the name of a snippet writes it, and goes through its places to be filled in. */
export const NotePane = ({ soap, onChange, handle, snippet }: NotePaneProps) => {
  const { t } = useTranslation()
  const areas = useRef(new Map<keyof Soap, HTMLTextAreaElement>())
  const last = useRef<keyof Soap>('subjective')
  useImperativeHandle(handle, () => ({
    focus: () => areas.current.get('subjective')?.focus(),
    insert: (text) => {
      const area = areas.current.get(last.current)
      if (area !== undefined) type(area, area.selectionStart, area.selectionEnd, text)
    },
  }))
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key !== 'Tab' || event.ctrlKey || event.altKey || belongsToInputMethod(event.nativeEvent)) return
    const area = event.currentTarget
    const { value, selectionStart, selectionEnd } = area
    const trigger = event.shiftKey || selectionStart !== selectionEnd ? null : triggerBefore(value, selectionStart)
    const text = trigger === null ? null : snippet(trigger.name)
    if (trigger !== null && text !== null) {
      event.preventDefault()
      type(area, trigger.start, selectionStart, text)
      return
    }
    const next = event.shiftKey ? placeFrom(value, selectionStart, 'back') : placeFrom(value, selectionEnd, 'forward')
    if (next === null) return
    event.preventDefault()
    area.setSelectionRange(next.start, next.end)
  }
  return (
    <section aria-label={t('consultation.note.title')} className="flex min-h-0 flex-1 flex-col bg-surface">
      {parts.map((part) => (
        <label key={part} className={`flex min-h-20 flex-col border-b border-line ${shares[part]}`}>
          <span className="px-3 pt-1 text-sm text-muted">{t(`consultation.note.${part}`)}</span>
          <textarea
            ref={(area) => {
              if (area === null) areas.current.delete(part)
              else areas.current.set(part, area)
            }}
            data-testid={`soap-${part}`}
            value={soap[part]}
            maxLength={4000}
            spellCheck={false}
            onFocus={() => {
              last.current = part
            }}
            onKeyDown={onKeyDown}
            onChange={(event) => onChange({ ...soap, [part]: event.target.value })}
            className="min-h-0 flex-1 resize-none bg-transparent px-3 pb-1 focus-visible:-outline-offset-2"
          />
        </label>
      ))}
    </section>
  )
}
