import { Check, Clock, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

/** State as colour, shape and word together. `ok` is only for what the NHI or the cloud has received. */
export type Tone = 'neutral' | 'accent' | 'wait' | 'act' | 'ok'

const look = {
  neutral: { box: 'bg-sunken text-ink', Icon: null },
  accent: { box: 'bg-accent-soft text-accent', Icon: null },
  wait: { box: 'bg-wait-soft text-wait', Icon: Clock },
  act: { box: 'bg-act-soft text-act', Icon: TriangleAlert },
  ok: { box: 'bg-ok-soft text-ok', Icon: Check },
} as const

interface ChipProps {
  readonly tone?: Tone
  readonly children: ReactNode
}

export const Chip = ({ tone = 'neutral', children }: ChipProps) => {
  const { box, Icon } = look[tone]
  return (
    <span
      className={`inline-flex items-center gap-1 rounded-sm align-middle border border-current/25 px-1.5 text-sm leading-4.5 whitespace-nowrap ${box}`}
    >
      {Icon === null ? null : <Icon className="size-3.5 shrink-0" aria-hidden />}
      {children}
    </span>
  )
}

/** The small sign in front of a word of the status bar. */
export const ToneSign = ({ tone }: { readonly tone: Tone }) => {
  const colour = { neutral: 'text-muted', accent: 'text-accent', wait: 'text-wait', act: 'text-act', ok: 'text-ok' }[
    tone
  ]
  const Icon = look[tone].Icon ?? (tone === 'accent' ? Info : Check)
  return <Icon className={`size-3.5 shrink-0 ${colour}`} aria-hidden />
}
