import { useId } from 'react'

interface SegmentedProps<Value extends string> {
  readonly label: string
  /** Hides the label from sight where the choices speak for themselves. */
  readonly labelHidden?: boolean
  readonly options: readonly { readonly value: Value; readonly label: string; readonly count?: number }[]
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly testId?: string
}

/** A few choices side by side (native radio buttons: the arrows move). */
export const Segmented = <Value extends string>(props: SegmentedProps<Value>) => {
  const { label, labelHidden = false, options, value, onChange, testId } = props
  const name = useId()
  return (
    <fieldset className="flex min-w-0 flex-col gap-1" data-testid={testId}>
      <legend className={labelHidden ? 'sr-only' : 'mb-1 text-sm text-muted'}>{label}</legend>
      <div className="inline-flex flex-wrap rounded-md border border-edge">
        {options.map((option) => (
          <label
            key={option.value}
            className="relative flex min-h-7.5 grow items-center justify-center gap-1.5 px-2.5 whitespace-nowrap first:rounded-l-md last:rounded-r-md not-first:border-l not-first:border-line has-checked:bg-accent-soft has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent hover:bg-sunken has-checked:hover:bg-accent-soft"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="sr-only"
            />
            {option.label}
            {option.count === undefined ? null : <span className="text-sm text-muted">{option.count}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
