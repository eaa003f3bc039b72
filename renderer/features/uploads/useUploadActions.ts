import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutboxItem } from '../../../preload/contract/upload/outbox.ts'
import { goTo } from '../../app/navigation.ts'
import { useDeskMutation } from '../../bridge/query.ts'
import { useStatus } from '../../bridge/status.ts'
import { standsInLine } from './sendingWords.ts'

/** What can be done with the chosen row, and with all. */
export const useUploadActions = (item: OutboxItem | null) => {
  const { t } = useTranslation()
  const send = useDeskMutation('outbox:send-now')
  const requeue = useDeskMutation('outbox:requeue')
  const preCheck = useDeskMutation('outbox:pre-check')
  const outbox = useStatus()?.outbox
  const isPaused = (outbox?.pausedUntil ?? null) !== null
  const [unsentThen, setUnsentThen] = useState(0)
  const isReplaced = item !== null && item.replaced !== null
  const stuck = (item?.state === 'rejected' || item?.state === 'quarantined') && !isReplaced
  const canPreCheck = item?.target === 'nhi-upload' && !isReplaced && !preCheck.isPending
  const canRequeue = stuck && !requeue.isPending
  const canSend = item?.state === 'waiting' && !send.isPending && !isPaused
  // What was done with one row is said on that row, and what was done with all beside the list.
  const sent = send.variables?.outboxId ?? null
  const wokenNote = send.data === undefined ? '' : t('upload.woken', { count: send.data.woken })
  const isOfItem = ({
    variables,
  }: {
    readonly variables?: { readonly outboxId: string | null } | undefined
  }): boolean => item !== null && variables?.outboxId === item.outboxId
  // Whatever has its answer is in no line any more.
  const isAllInLine = sent === null && (outbox?.unsent ?? 0) >= unsentThen
  const isInLine = standsInLine(item)
  const errors = [send, requeue, preCheck].filter(isOfItem).map(({ error }) => error)
  return {
    canRequeue,
    canSend,
    canPreCheck,
    canAmend: stuck,
    /** To where the refused fields are typed. */
    amend: () => item !== null && stuck && goTo('consultation', { kind: 'amendment', encounterId: item.encounterId }),
    isPreChecking: preCheck.isPending,
    /** What the pre-check of this very row has said. */
    preChecked: preCheck.variables?.outboxId === item?.outboxId ? preCheck.data : undefined,
    error: errors.find((error) => error !== null) ?? null,
    note: !isInLine
      ? ''
      : isOfItem(requeue) && requeue.isSuccess
        ? t('upload.requeued')
        : isOfItem(send)
          ? wokenNote
          : '',
    allError: sent === null ? send.error : null,
    allNote: isAllInLine ? wokenNote : '',
    isSending: send.isPending,
    sendAll: () => {
      setUnsentThen(outbox?.unsent ?? 0)
      send.mutate({ outboxId: null })
    },
    sendThis: () => item !== null && canSend && send.mutate({ outboxId: item.outboxId }),
    requeue: () => item !== null && canRequeue && requeue.mutate({ outboxId: item.outboxId }),
    preCheck: () => item !== null && canPreCheck && preCheck.mutate({ outboxId: item.outboxId }),
    openVisit: () => item !== null && goTo('cashier', { kind: 'visit', encounterId: item.encounterId }),
  }
}

export type UploadActions = ReturnType<typeof useUploadActions>
