import type { ReactNode } from 'react'

const tones = { calm: 'bg-sunken text-ink', wait: 'bg-wait-soft text-wait', act: 'bg-act-soft text-act' } as const

/** One line that tells something about what is below it. */
export const Notice = ({
  tone = 'calm',
  children,
}: {
  readonly tone?: keyof typeof tones
  readonly children: ReactNode
}) => (
  <div role="status" className={`flex flex-wrap items-center gap-2 rounded-md px-3 py-1.5 ${tones[tone]}`}>
    {children}
  </div>
)

/** What stands where there is nothing: one line that says so, and what comes next. */
export const Empty = ({ title, children }: { readonly title: string; readonly children?: ReactNode }) => (
  <div className="flex flex-1 flex-col items-center justify-center gap-2 p-6 text-center text-muted">
    <p className="text-lg">{title}</p>
    {children}
  </div>
)
