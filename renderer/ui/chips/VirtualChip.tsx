import { Smartphone } from 'lucide-react'
import { useServerNow } from '../../bridge/status.ts'
import { useWords } from '../../i18n/useWords.ts'
import { virtualTime } from '../format/virtualTime.ts'
import { Chip } from './Chip.tsx'

const tones = { calm: 'neutral', near: 'wait', lapsed: 'wait' } as const

/** The mark of a virtual card, with the minutes it can still be used; `until` undefined: it is not needed any more. */
export const VirtualChip = ({ until }: { readonly until: string | null | undefined }) => {
  const t = useWords()
  const now = useServerNow(10_000)
  const time = until === undefined ? null : virtualTime(until, now)
  const state = time?.state ?? 'over'
  return (
    <span data-testid="virtual-chip" data-state={state} className="inline-flex">
      <Chip tone={time === null ? 'neutral' : tones[time.state]}>
        {state === 'calm' || state === 'over' ? <Smartphone className="size-3.5 shrink-0" aria-hidden /> : null}
        {time === null
          ? t('virtualCard.chip.plain')
          : time.state === 'lapsed'
            ? t('virtualCard.chip.lapsed')
            : t('virtualCard.chip.left', { minutes: time.minutes })}
      </Chip>
    </span>
  )
}
