import { useTranslation } from 'react-i18next'
import type { OutboxItem } from '../../../preload/contract/outbox.ts'
import { goTo } from '../../app/navigation.ts'
import { useDeskMutation } from '../../bridge/query.ts'

/** What can be done with the chosen row, and with all. */
export const useUploadActions = (item: OutboxItem | null) => {
  const { t } = useTranslation()
  const send = useDeskMutation('outbox:send-now')
  const requeue = useDeskMutation('outbox:requeue')
  const stuck = item?.state === 'rejected' || item?.state === 'quarantined'
  const canRequeue = stuck && !requeue.isPending
  const canSend = item?.state === 'waiting' && !send.isPending
  const note =
    send.data === undefined
      ? requeue.data === undefined
        ? ''
        : t('upload.requeued')
      : t('upload.woken', { count: send.data.woken })
  return {
    canRequeue,
    canSend,
    error: send.error ?? requeue.error,
    note,
    isSending: send.isPending,
    sendAll: () => send.mutate({ outboxId: null }),
    sendThis: () => item !== null && canSend && send.mutate({ outboxId: item.outboxId }),
    requeue: () => item !== null && canRequeue && requeue.mutate({ outboxId: item.outboxId }),
    openVisit: () => item !== null && goTo('cashier', { kind: 'visit', encounterId: item.encounterId }),
  }
}

export type UploadActions = ReturnType<typeof useUploadActions>
