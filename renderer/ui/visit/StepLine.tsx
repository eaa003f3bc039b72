import { Check, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { seconds } from '../format/countdown.ts'

/** One step as drawn: what it is called and how far it has come. */
export interface Step {
  readonly name: string
  readonly label: string
  readonly state: 'ahead' | 'running' | 'done' | 'failed'
  /** Length in milliseconds, shown once the step has ended. */
  readonly ms: number | null
}

const look = {
  ahead: 'text-muted',
  running: 'text-ink',
  done: 'text-muted',
  failed: 'rounded-sm bg-wait-soft px-1 text-wait',
} as const

/** A quiet line of steps: 讀卡 0.1 s ✓ → 三卡認證 … */
export const StepLine = ({ steps }: { readonly steps: readonly Step[] }) => {
  const { t } = useTranslation()
  return (
    <ol className="flex min-h-6 flex-wrap items-center gap-x-2 text-sm" aria-live="polite">
      {steps.map((step, index) => (
        <li key={step.name} className="flex items-center gap-2" data-step={step.name} data-state={step.state}>
          {index === 0 ? null : (
            <span className="text-muted" aria-hidden>
              →
            </span>
          )}
          <span className={`inline-flex items-center gap-1 ${look[step.state]}`}>
            {step.state === 'failed' ? <TriangleAlert className="size-3.5" aria-hidden /> : null}
            {step.label}
            {step.state === 'running' ? ' …' : null}
            {step.ms === null || step.state === 'running' || step.state === 'ahead'
              ? null
              : ` ${t('app.seconds', { seconds: seconds(step.ms) })}`}
            {step.state === 'done' ? <Check className="size-3.5" aria-label={t('app.done')} /> : null}
          </span>
        </li>
      ))}
    </ol>
  )
}
