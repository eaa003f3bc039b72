import type { TFunction } from 'i18next'
import type { QueueMove, QueuePlace } from '../../../preload/contract/visit/queue.ts'
import type { Command } from '../../app/commands.ts'
import type { useDeskMutation } from '../../bridge/query.ts'

interface QueueCommands {
  readonly t: TFunction
  /** The chosen row's place; undefined where it is in no queue. */
  readonly place: QueuePlace | undefined
  readonly move: ReturnType<typeof useDeskMutation<'queue:move'>>
  /** Asks why before the row is held. */
  readonly askHold: () => void
}

/** 叫號、過號、重新候診、保留、優先 for the chosen row. */
export const queueCommands = ({ t, place, move, askHold }: QueueCommands): readonly Command[] => {
  const command = (key: string, label: string, by: QueueMove, possible: boolean): Command => ({
    key,
    label,
    run: () => {
      if (place !== undefined) move.mutate({ encounterId: place.encounterId, move: by })
    },
    disabled: place === undefined || move.isPending || !possible,
  })
  const state = place?.state
  return [
    command('F3', t('queue.key.call'), 'call', true),
    command('F4', t('queue.key.skip'), 'skip', state === 'waiting' || state === 'called'),
    command('F5', t('queue.key.requeue'), 'requeue', state !== 'waiting'),
    { ...command('F6', t('queue.key.hold'), 'hold', state !== 'on-hold'), run: askHold },
    place?.isPriority === true
      ? command('F7', t('queue.key.unprioritise'), 'unprioritise', true)
      : command('F7', t('queue.key.priority'), 'prioritise', true),
  ]
}
