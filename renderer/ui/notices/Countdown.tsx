import { useWords } from '../../i18n/useWords.ts'
import { countdown } from '../format/countdown.ts'

const looks = {
  calm: { bar: 'bg-edge', text: 'text-ink' },
  near: { bar: 'bg-wait', text: 'text-wait' },
  overdue: { bar: 'bg-act', text: 'text-act' },
} as const

/** Time left to a deadline: hours and minutes over a thin bar that runs out. `now` is the server's time in epoch ms. */
export const Countdown = ({ dueAt, now }: { readonly dueAt: string; readonly now: number }) => {
  const t = useWords()
  const { text, share, urgency } = countdown(Date.parse(dueAt), now)
  const look = looks[urgency]
  return (
    <span className="inline-flex w-28 flex-col gap-0.5" data-urgency={urgency}>
      <span className={`text-sm leading-4 ${look.text}`}>
        {urgency === 'overdue' ? t('upload.overdue') : t('upload.timeLeft', { time: text })}
      </span>
      <span className="h-1 w-full overflow-hidden rounded-full bg-line" aria-hidden>
        <span className={`block h-full ${look.bar}`} style={{ width: `${share * 100}%` }} />
      </span>
    </span>
  )
}
