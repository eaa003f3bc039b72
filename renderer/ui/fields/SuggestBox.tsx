import { Autocomplete } from '@base-ui/react/autocomplete'
import { type ComponentProps, type KeyboardEvent, type ReactNode, type Ref, useEffect, useRef, useState } from 'react'
import { belongsToInputMethod } from './inputMethod.ts'

interface SuggestBoxProps<Item> {
  readonly label: string
  readonly text: string
  readonly onText: (text: string) => void
  readonly items: readonly Item[]
  /**
   * Whether `items` answer the text as it stands. While they don't, Enter is remembered and takes the first item of the right
   * answer, never one of the answer to an older text.
   */
  readonly fresh: boolean
  readonly keyOf: (item: Item) => string
  readonly renderItem: (item: Item) => ReactNode
  readonly onPick: (item: Item) => void
  /** Said in place of the list when there is nothing in it; '' shows no list then, where any text will do. */
  readonly emptyWords: string
  /** Shows `items` on an empty text too (what was used last). */
  readonly showsWhenEmpty?: boolean
  readonly inputProps?: Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'defaultValue'>
  readonly inputRef?: Ref<HTMLInputElement>
  readonly testId?: string
}

/** Text box with suggestions: typing searches, arrows choose, Enter takes, Escape closes and leaves the text. */
export const SuggestBox = <Item,>(props: SuggestBoxProps<Item>) => {
  const { label, text, onText, items, fresh, keyOf, renderItem, onPick, emptyWords, showsWhenEmpty = false } = props
  const saysNothing = items.length === 0 && emptyWords === ''
  const { className = 'control', onKeyDown, ...inputProps } = props.inputProps ?? {}
  const [open, setOpen] = useState(false)
  const [takeNext, setTakeNext] = useState(false)
  const pick = useRef(onPick)
  useEffect(() => {
    pick.current = onPick
  })

  const first = items[0]
  useEffect(() => {
    if (!takeNext || !fresh) return
    setTakeNext(false)
    if (first !== undefined) {
      setOpen(false)
      pick.current(first)
    }
  }, [takeNext, fresh, first])

  const hasWords = text.trim() !== ''
  const visible = open && !saysNothing && (hasWords || (showsWhenEmpty && items.length > 0))
  const handleKey = (event: KeyboardEvent<HTMLInputElement> & { preventBaseUIHandler?: () => void }): void => {
    const leaveToInput = (): void => event.preventBaseUIHandler?.()
    if (belongsToInputMethod(event.nativeEvent)) {
      leaveToInput()
      return
    }
    const enter = event.key === 'Enter' && !event.ctrlKey
    if (enter && hasWords && !fresh) {
      event.preventDefault()
      setTakeNext(true)
      leaveToInput()
      return
    }
    // While suggestions are in sight these keys are theirs; otherwise they belong to whoever has placed the box.
    const ofList = enter || event.key === 'ArrowDown' || event.key === 'ArrowUp'
    if (visible && items.length > 0 && ofList) return
    onKeyDown?.(event)
    if (event.defaultPrevented) leaveToInput()
  }

  return (
    <Autocomplete.Root
      items={items}
      value={text}
      open={visible}
      onOpenChange={setOpen}
      filter={null}
      autoHighlight="always"
      openOnInputClick={showsWhenEmpty}
      itemToStringValue={() => text}
      onValueChange={(next, { reason }) => {
        if (reason === 'item-press' || reason === 'escape-key') return
        setTakeNext(false)
        setOpen(true)
        onText(next)
      }}
    >
      <Autocomplete.Input
        spellCheck={false}
        autoComplete="off"
        {...inputProps}
        {...(props.inputRef === undefined ? {} : { ref: props.inputRef })}
        aria-label={label}
        data-testid={props.testId}
        onKeyDown={handleKey}
        className={className}
      />
      <Autocomplete.Portal>
        <Autocomplete.Positioner align="start" sideOffset={4} collisionPadding={8} className="z-30 outline-none">
          <Autocomplete.Popup
            data-layer
            aria-busy={!fresh || undefined}
            className="layer max-h-80 w-max max-w-2xl min-w-(--anchor-width) overflow-y-auto py-1"
          >
            {items.length === 0 && fresh ? <p className="px-3 py-1 text-muted">{emptyWords}</p> : null}
            <Autocomplete.List className="outline-none">
              {(item: Item) => (
                <Autocomplete.Item
                  key={keyOf(item)}
                  value={item}
                  onClick={() => {
                    setOpen(false)
                    onPick(item)
                  }}
                  className="option"
                >
                  {renderItem(item)}
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  )
}
