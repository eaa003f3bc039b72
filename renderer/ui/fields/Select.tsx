import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import { type KeyboardEvent as KeyPress, type ReactNode, type RefObject, useImperativeHandle, useRef } from 'react'
import { Field } from './Field.tsx'

export interface Option<Value extends string> {
  readonly value: Value
  readonly label: string
  /** Right-aligned small word (a code, a count). */
  readonly aside?: string
}

/** What else a key can do with a select. */
export interface SelectHandle {
  readonly focus: () => void
  readonly open: () => void
}

interface SelectProps<Value extends string> {
  readonly label: string
  readonly options: readonly Option<Value>[]
  readonly value: Value | null
  readonly onChange: (value: Value) => void
  readonly placeholder?: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly disabled?: boolean
  /** Enter on the closed select does the screen's main action; the arrows and the space bar open it. */
  readonly onEnter?: () => void
  readonly testId?: string
  /** Within a line of text: small, its label only read out. */
  readonly isInline?: boolean
  /** Something must be chosen, and the text around says so. */
  readonly isInvalid?: boolean
  /** For a key that leads here from elsewhere. */
  readonly handle?: RefObject<SelectHandle | null>
}

/** What is typed to come to an option: its code, where that stands beside it, else its label. */
const typedFor = ({ value, label, aside }: Option<string>): string => (aside === value ? value : label)

/** Opened as by hand, the list stands on its chosen or first option; opened by a state of ours it stands on none. */
const arrowDown = (): KeyboardEvent => new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true })

/** A choice from a list: arrows move, typing the code beside a label or else the label does so, too, Enter takes, Escape leaves as it was. */
export const Select = <Value extends string>(props: SelectProps<Value>) => {
  const { label, options, value, onChange, placeholder = '', hint, error, disabled = false, onEnter, testId } = props
  const { isInline = false, isInvalid = false, handle } = props
  const trigger = useRef<HTMLButtonElement>(null)
  useImperativeHandle(
    handle,
    () => ({ focus: () => trigger.current?.focus(), open: () => trigger.current?.dispatchEvent(arrowDown()) }),
    [],
  )
  const chosen = options.find((option) => option.value === value)
  const onKeyDown = (event: KeyPress & { preventBaseUIHandler?: () => void }): void => {
    if (event.key !== 'Enter' || onEnter === undefined) return
    event.preventBaseUIHandler?.()
    event.preventDefault()
    onEnter()
  }
  return (
    <Field label={label} hint={hint} error={error} labelHidden={isInline}>
      {({ id, describedBy, invalid }) => (
        <Base.Root
          id={id}
          value={value}
          disabled={disabled}
          modal={false}
          onValueChange={(next) => {
            if (next !== null) onChange(next)
          }}
        >
          <Base.Trigger
            ref={trigger}
            data-testid={testId}
            data-value={value ?? ''}
            aria-describedby={describedBy}
            aria-invalid={invalid || isInvalid}
            onKeyDown={onKeyDown}
            className={`control flex items-center gap-2 text-left ${isInline ? 'h-7! text-sm' : ''}`}
          >
            <span className={`min-w-0 flex-1 truncate ${chosen === undefined ? 'text-muted' : ''}`}>
              {chosen?.label ?? placeholder}
            </span>
            {chosen?.aside === undefined ? null : <span className="text-sm text-muted">{chosen.aside}</span>}
            <ChevronDown className="size-4 shrink-0 text-muted" aria-hidden />
          </Base.Trigger>
          <Base.Portal>
            <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-20 outline-none">
              <Base.Popup data-layer className="layer max-h-80 min-w-(--anchor-width) overflow-y-auto py-1">
                {options.map((option) => (
                  <Base.Item key={option.value} value={option.value} label={typedFor(option)} className="option">
                    <Base.ItemText className="flex-1">{option.label}</Base.ItemText>
                    {option.aside === undefined ? null : <span className="text-sm text-muted">{option.aside}</span>}
                    <span className="w-4">
                      <Base.ItemIndicator>
                        <Check className="size-4" aria-hidden />
                      </Base.ItemIndicator>
                    </span>
                  </Base.Item>
                ))}
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        </Base.Root>
      )}
    </Field>
  )
}
