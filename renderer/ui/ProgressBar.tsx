const inks = {
  accent: '[&::-webkit-progress-value]:bg-accent',
  wait: '[&::-webkit-progress-value]:bg-wait',
} as const

interface ProgressBarProps {
  readonly label: string
  readonly value: number
  readonly max?: number
  /** Amber where the rest still waits for a receipt. Never green: that is a receipt's. */
  readonly tone?: keyof typeof inks
}

/** How far something is that a person waits for. */
export const ProgressBar = ({ label, value, max = 100, tone = 'accent' }: ProgressBarProps) => (
  <progress
    aria-label={label}
    className={`h-2 w-40 appearance-none overflow-hidden rounded-full outline outline-edge [&::-webkit-progress-bar]:bg-surface ${inks[tone]}`}
    max={max}
    value={value}
  />
)
