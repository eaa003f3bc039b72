import type { TFunction } from 'i18next'
import type { QueueMove, QueuePlace } from '../../../preload/contract/visit/queue.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import type { Command } from '../../app/commands.ts'
import type { useDeskMutation } from '../../bridge/query.ts'

interface QueueCommands {
  readonly t: TFunction
  /** The chosen row's place; undefined where it is in no queue. */
  readonly place: QueuePlace | undefined
  readonly move: ReturnType<typeof useDeskMutation<'queue:move'>>
  /** The chosen row's visit where its patient is inside; null for everybody else. */
  readonly inside: EncounterId | null
  readonly putBack: ReturnType<typeof useDeskMutation<'consultation:put-back'>>
  /** Asks why before the row is held. */
  readonly askHold: () => void
}

/** 叫號、過號、重新候診、保留、優先 for the chosen row, and 退回候診 for who was taken in. */
export const queueCommands = ({ t, place, move, inside, putBack, askHold }: QueueCommands): readonly Command[] => {
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
    inside === null
      ? command('F5', t('queue.key.requeue'), 'requeue', state !== 'waiting')
      : {
          key: 'F5',
          label: t('queue.key.putBack'),
          run: () => putBack.mutate({ encounterId: inside }),
          disabled: putBack.isPending,
        },
    { ...command('F6', t('queue.key.hold'), 'hold', state !== 'on-hold'), run: askHold },
    place?.isPriority === true
      ? command('F7', t('queue.key.unprioritise'), 'unprioritise', true)
      : command('F7', t('queue.key.priority'), 'prioritise', true),
  ]
}
