import type { ComponentProps, ReactNode } from 'react'
import { Kbd } from './Kbd.tsx'

const tones = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-strong disabled:bg-sunken disabled:text-muted',
  plain:
    'border border-edge bg-surface text-ink hover:bg-sunken aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent disabled:text-muted disabled:border-line',
  quiet: 'text-accent hover:bg-accent-soft disabled:text-muted',
  danger: 'border border-act bg-surface text-act hover:bg-act-soft disabled:text-muted disabled:border-line',
} as const

interface ButtonProps extends ComponentProps<'button'> {
  /** One `primary` a screen: what Enter does. */
  readonly tone?: keyof typeof tones
  /** Key that does the same, shown on the button. */
  readonly shortcut?: string
  readonly icon?: ReactNode
}

export const Button = ({ tone = 'plain', shortcut, icon, className = '', children, ...rest }: ButtonProps) => (
  <button
    type="button"
    {...rest}
    className={`inline-flex min-h-8 shrink-0 items-center justify-center gap-2 rounded-md px-3 motion-safe:transition-colors ${tones[tone]} ${className}`}
  >
    {icon}
    <span>{children}</span>
    {shortcut === undefined ? null : <Kbd>{shortcut}</Kbd>}
  </button>
)
