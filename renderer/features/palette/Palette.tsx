import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { setPaletteOpen } from '../../app/navigation.ts'
import { belongsToInputMethod } from '../../ui/fields/inputMethod.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { useDialog } from '../../ui/useDialog.ts'
import { byGroup, isSettled, type PaletteItem, stepTo } from './paletteItems.ts'
import { usePaletteItems } from './usePaletteItems.ts'

interface OptionsProps {
  readonly id: string
  readonly items: readonly PaletteItem[]
  readonly highlighted: string | null
  readonly onHighlight: (id: string) => void
  readonly onTake: (item: PaletteItem) => void
}

const Options = ({ id, items, highlighted, onHighlight, onTake }: OptionsProps) => {
  const { t } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the highlighted one is another element each time
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [highlighted])
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t('palette.title')}
      className="max-h-[min(24rem,55vh)] overflow-y-auto pb-1"
    >
      {byGroup(items).map((entry) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox
        <div key={entry.group} role="group" aria-label={t(`palette.${entry.group}`)}>
          <p className="px-4 pt-2 pb-0.5 text-sm text-muted" aria-hidden>
            {t(`palette.${entry.group}`)}
          </p>
          {entry.items.map((item) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the text box takes the keys (aria-activedescendant)
            <div
              key={item.id}
              id={`${id}-${item.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={item.id === highlighted}
              aria-disabled={item.run === null}
              data-selected={item.id === highlighted}
              data-testid={`palette-item-${item.id}`}
              // Before the click, so that the focus stays in the text box.
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => onHighlight(item.id)}
              onClick={() => onTake(item)}
              className="option px-4!"
            >
              <span className="min-w-28">{item.label}</span>
              <span className="min-w-0 flex-1 truncate text-sm text-muted">{item.detail}</span>
              {item.mark === undefined ? null : (
                <span className="text-sm whitespace-nowrap text-muted">{item.mark}</span>
              )}
              {item.shortcut === undefined ? null : <Kbd>{item.shortcut}</Kbd>}
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}

/** Ctrl+K: screens, what the present screen can do, patients, drugs and diagnoses, found by typing. */
export const Palette = () => {
  const { t } = useTranslation()
  const listId = useId()
  const dialog = useDialog()
  const [text, setText] = useState('')
  const [wish, setWish] = useState<string | null>(null)
  const [takeNext, setTakeNext] = useState(false)
  const { items, fresh, error } = usePaletteItems(text)
  // Patients, drugs and diagnoses arrive after the rest: what is highlighted stays so as long as it is there.
  const current = items.find(({ id }) => id === wish) ?? items[0] ?? null

  const settled = isSettled(current, fresh)

  const take = ({ run }: PaletteItem): void => {
    if (run === null) return
    // Closed first: the focus goes back, and then wherever the command wants it.
    dialog.current?.close()
    setPaletteOpen(false)
    run()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the answer that Enter waits for has come
  useEffect(() => {
    if (!takeNext || !settled) return
    setTakeNext(false)
    if (current !== null) take(current)
  }, [takeNext, settled])

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (belongsToInputMethod(event.nativeEvent)) return
    const by = { ArrowDown: 1, ArrowUp: -1 } as const
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setWish(stepTo(items, current?.id ?? null, by[event.key]))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (!settled) setTakeNext(true)
      else if (current !== null) take(current)
    }
  }
  return (
    <dialog
      ref={dialog}
      data-testid="palette"
      aria-label={t('palette.title')}
      onClose={() => {
        // Told a moment later; by then it may have been opened again.
        if (dialog.current?.open !== true) setPaletteOpen(false)
      }}
      onClick={(event) => {
        if (event.target === dialog.current) setPaletteOpen(false)
      }}
      onKeyDown={(event) => {
        // While an input method composes, Escape is its own.
        if (event.key === 'Escape' && belongsToInputMethod(event.nativeEvent)) event.preventDefault()
      }}
      className="layer mx-auto mt-[12vh] w-152 max-w-[92vw] p-0 text-base backdrop:bg-ground/60"
    >
      <label className="flex items-center gap-2 border-b border-line px-4">
        <Search className="size-4 shrink-0 text-muted" aria-hidden />
        <input
          autoFocus
          type="text"
          role="combobox"
          spellCheck={false}
          autoComplete="off"
          maxLength={60}
          aria-label={t('palette.title')}
          aria-expanded={items.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={current === null ? undefined : `${listId}-${current.id}`}
          data-testid="palette-input"
          placeholder={t('palette.placeholder')}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setWish(null)
            setTakeNext(false)
          }}
          onKeyDown={onKeyDown}
          className="h-11 min-w-0 flex-1 bg-transparent outline-none placeholder:text-muted"
        />
        <Kbd>Esc</Kbd>
      </label>
      <Options id={listId} items={items} highlighted={current?.id ?? null} onHighlight={setWish} onTake={take} />
      {items.length === 0 && settled && error === null ? (
        <p className="px-4 py-3 text-muted" data-testid="palette-none">
          {t('palette.none')}
        </p>
      ) : null}
      {error === null ? null : <p className="px-4 py-2 text-act">{t(`error.${error.code}.title`)}</p>}
      <p className="border-t border-line px-4 py-1.5 text-sm text-muted">
        {t(current?.run === null ? 'palette.readOnly' : 'palette.hint')}
      </p>
    </dialog>
  )
}
