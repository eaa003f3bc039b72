import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

interface DisclosureProps {
  readonly summary: ReactNode
  readonly children: ReactNode
  readonly open?: boolean
}

/** A line that unfolds. The native element: Enter and the space bar work by themselves. */
export const Disclosure = ({ summary, children, open = false }: DisclosureProps) => (
  <details className="group border-b border-line" open={open}>
    <summary className="flex min-h-8 cursor-pointer list-none items-center gap-1 rounded-sm hover:bg-sunken">
      <ChevronRight className="size-4 shrink-0 text-muted group-open:rotate-90" aria-hidden />
      <span className="flex min-w-0 flex-1 items-center gap-2">{summary}</span>
    </summary>
    {/* Room above for the rings that the focus draws round the summary and round a button in the first line. */}
    <div className="pt-1.5 pb-2 pl-5">{children}</div>
  </details>
)
