import { type ComponentProps, type ReactNode, useId } from 'react'

interface FieldProps {
  readonly label: string
  /** Small word under the control: a hint, or the reason of a proposed value. */
  readonly hint?: ReactNode
  /** What is wrong, in words; replaces the hint. */
  readonly error?: string | undefined
  readonly className?: string
  /** The label is read out and not seen, where the text beside the control says it. */
  readonly labelHidden?: boolean
  readonly children: (ids: {
    readonly id: string
    readonly describedBy: string
    readonly invalid: boolean
  }) => ReactNode
}

/** Label above, control, and one line below that tells a reason or a mistake. */
export const Field = ({ label, hint, error, className = '', labelHidden = false, children }: FieldProps) => {
  const id = useId()
  const describedBy = `${id}-below`
  return (
    <div className={`flex min-w-0 flex-col gap-1 ${className}`}>
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'text-sm text-muted'}>
        {label}
      </label>
      {children({ id, describedBy, invalid: error !== undefined })}
      <p id={describedBy} className={`text-sm ${error === undefined ? 'text-muted' : 'text-act'} empty:hidden`}>
        {error ?? hint}
      </p>
    </div>
  )
}

interface TextFieldProps extends ComponentProps<'input'> {
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly fieldClassName?: string
}

export const TextField = ({ label, hint, error, fieldClassName = '', className = '', ...input }: TextFieldProps) => (
  <Field label={label} hint={hint} error={error} className={fieldClassName}>
    {({ id, describedBy, invalid }) => (
      <input
        autoComplete="off"
        spellCheck={false}
        {...input}
        id={id}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        className={`control ${className}`}
      />
    )}
  </Field>
)
