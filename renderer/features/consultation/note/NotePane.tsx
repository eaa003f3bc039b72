import { type KeyboardEvent, type Ref, useImperativeHandle, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { longestNote, type Soap } from '../../../../preload/contract/orders/order.ts'
import { belongsToInputMethod } from '../../../ui/fields/inputMethod.ts'
import { number } from '../../../ui/format/number.ts'
import { placeFrom, triggerBefore } from '../templates/snippetText.ts'
import { typeAt, typeBehind, undoTyping } from './noteTyping.ts'

const parts = ['subjective', 'objective', 'assessment', 'plan'] as const
/** How the page is shared out: the patient's words and the examination take most of it. */
const shares = { subjective: 'flex-[3]', objective: 'flex-[3]', assessment: 'flex-[2]', plan: 'flex-[2]' } as const

/** Lets keys and layers go to the note. */
export interface NoteHandle {
  focus(): void
  /** Writes a text where the caret was last, and goes to its first place to be filled in. */
  insert(text: string): void
  /**
   * Writes texts behind what stands in their parts; the cursor stays where it is. Undone in one step, in the note, once what was typed
   * since is undone; `onUndone` takes back what came along with them.
   */
  append(texts: Partial<Soap>, onUndone?: () => void): void
}

interface NotePaneProps {
  readonly soap: Soap
  readonly onChange: (soap: Soap) => void
  readonly handle: Ref<NoteHandle>
  /** The text of a snippet by its name, as it is to be written; null where there is none of that name. */
  readonly snippet: (name: string) => string | null
}

/** What was written behind the texts at once: what stood before and after it, and what came along. */
interface Added {
  readonly before: Soap
  readonly after: Soap
  readonly steps: number
  readonly onUndone: (() => void) | undefined
}

const isUndo = (event: Event): boolean => event instanceof InputEvent && event.inputType === 'historyUndo'

/** The note as one page of four parts. Tab behind the name of a snippet writes it, and goes through its places to be filled in. */
export const NotePane = ({ soap, onChange, handle, snippet }: NotePaneProps) => {
  const { t } = useTranslation()
  const areas = useRef(new Map<keyof Soap, HTMLTextAreaElement>())
  const last = useRef<keyof Soap>('subjective')
  /** What stands there now: several parts may change before they are drawn. */
  const present = useRef(soap)
  present.current = soap
  const added = useRef<Added>(null)
  const stands = (soap: Soap): boolean => parts.every((part) => soap[part] === present.current[part])
  /** Takes back at once what was added, as long as nothing was typed since, or that was taken back first. */
  const undoAdded = (): boolean => {
    const { current } = added
    if (current === null || !stands(current.after)) return false
    added.current = null
    undoTyping(current.steps)
    current.onUndone?.()
    return true
  }
  /** The engine may undo what was typed behind it along with it: what came with the texts goes when they are gone. */
  const noteUndone = (): void => {
    const { current } = added
    if (current === null || !stands(current.before)) return
    added.current = null
    current.onUndone?.()
  }
  useImperativeHandle(handle, () => ({
    focus: () => areas.current.get('subjective')?.focus(),
    insert: (text) => {
      const area = areas.current.get(last.current)
      if (area !== undefined) typeAt(area, area.selectionStart, area.selectionEnd, text)
    },
    append: (texts, onUndone) => {
      const { activeElement } = document
      const written = parts.flatMap((part) => {
        const area = areas.current.get(part)
        const text = texts[part] ?? ''
        return area === undefined || text === '' ? [] : [{ area, text }]
      })
      const before = present.current
      for (const { area, text } of written) typeBehind(area, text)
      if (activeElement instanceof HTMLElement) activeElement.focus()
      added.current = { before, after: present.current, steps: written.length, onUndone }
    },
  }))
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (belongsToInputMethod(event.nativeEvent)) return
    if (event.code === 'KeyZ' && event.ctrlKey && !event.shiftKey && !event.altKey && undoAdded())
      event.preventDefault()
    if (event.key !== 'Tab' || event.ctrlKey || event.altKey) return
    const area = event.currentTarget
    const { value, selectionStart, selectionEnd } = area
    const trigger = event.shiftKey || selectionStart !== selectionEnd ? null : triggerBefore(value, selectionStart)
    const text = trigger === null ? null : snippet(trigger.name)
    if (trigger !== null && text !== null) {
      event.preventDefault()
      typeAt(area, trigger.start, selectionStart, text)
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
            maxLength={longestNote}
            spellCheck={false}
            onFocus={() => {
              last.current = part
            }}
            onKeyDown={onKeyDown}
            onChange={(event) => {
              present.current = { ...present.current, [part]: event.target.value }
              onChange(present.current)
              if (isUndo(event.nativeEvent)) noteUndone()
            }}
            className="min-h-0 flex-1 resize-none bg-transparent px-3 pb-1 focus-visible:-outline-offset-2"
          />
          {/* A character of two code units finds no room in the last one. */}
          {soap[part].length < longestNote - 1 ? null : (
            <span role="alert" className="px-3 pb-1 text-sm text-act" data-testid={`soap-full-${part}`}>
              {t('consultation.note.full', { most: number(longestNote) })}
            </span>
          )}
        </label>
      ))}
    </section>
  )
}
