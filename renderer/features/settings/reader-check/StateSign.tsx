import { Check, CircleAlert, Ellipsis, Minus, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CheckState } from '../../../../preload/contract/desk/readerCheck.ts'

/** Green is only for what the NHI or the cloud has received, so that good is calm here. */
const look = {
  running: { ink: 'text-muted', Icon: Ellipsis },
  good: { ink: 'text-ink', Icon: Check },
  warning: { ink: 'text-wait', Icon: CircleAlert },
  fault: { ink: 'text-act font-semibold', Icon: TriangleAlert },
  skipped: { ink: 'text-muted', Icon: Minus },
} as const

/** A line's state as shape, colour and word. */
export const StateSign = ({ state }: { readonly state: CheckState }) => {
  const { t } = useTranslation()
  const { ink, Icon } = look[state]
  return (
    <span className={`flex items-center gap-1.5 self-start whitespace-nowrap ${ink}`}>
      <Icon className="size-4 shrink-0" aria-hidden />
      {t(`check.state.${state}`)}
    </span>
  )
}
