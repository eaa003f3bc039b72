import type { QueuePlace } from '../../../preload/contract/visit/queue.ts'
import { useWords } from '../../i18n/useWords.ts'
import { Chip } from './Chip.tsx'

/** What was done about a place in the queue; nothing for who simply waits. */
export const QueueChip = ({ place }: { readonly place: QueuePlace | undefined }) => {
  const t = useWords()
  if (place === undefined) return null
  return (
    <>
      {place.isPriority ? <Chip tone="accent">{t('queue.priority')}</Chip> : null}
      {place.state === 'waiting' ? null : (
        <span className="inline-flex" data-testid="queue-state" data-state={place.state} title={place.reason}>
          <Chip tone={place.state === 'called' ? 'accent' : 'wait'}>
            {t(`queue.state.${place.state}`)}
            {place.times > 1 ? ` ×${place.times}` : ''}
          </Chip>
        </span>
      )}
    </>
  )
}
