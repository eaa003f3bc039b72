import type { ComponentProps, ReactNode } from 'react'
import { TextField } from './Field.tsx'
import type { Secret } from './useSecret.ts'

interface SecretFieldProps extends Pick<ComponentProps<'input'>, 'autoFocus' | 'maxLength'> {
  readonly label: string
  readonly hint?: ReactNode
  /** Shown in place of the hint when what was typed has not the form asked for. */
  readonly invalid: string
  readonly secret: Secret
  readonly testId: string
}

/** Entry of a PIN: digits, never shown, never offered to be remembered. */
export const SecretField = ({ label, hint, invalid, secret, testId, ...input }: SecretFieldProps) => (
  <TextField
    {...input}
    label={label}
    hint={hint}
    error={secret.isMalformed ? invalid : undefined}
    fieldClassName="flex-1"
    type="password"
    inputMode="numeric"
    autoComplete="off"
    data-testid={testId}
    value={secret.typed}
    onChange={(event) => secret.type(event.target.value)}
  />
)
