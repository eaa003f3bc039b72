import { useTranslation } from 'react-i18next'
import type { OutboxItem } from '../../../preload/contract/upload/outbox.ts'
import { goTo } from '../../app/navigation.ts'
import { useDeskMutation } from '../../bridge/query.ts'

/** What can be done with the chosen row, and with all. */
export const useUploadActions = (item: OutboxItem | null) => {
  const { t } = useTranslation()
  const send = useDeskMutation('outbox:send-now')
  const requeue = useDeskMutation('outbox:requeue')
  const preCheck = useDeskMutation('outbox:pre-check')
  const isReplaced = item !== null && item.replaced !== null
  const stuck = (item?.state === 'rejected' || item?.state === 'quarantined') && !isReplaced
  const canPreCheck = item?.target === 'nhi-upload' && !isReplaced && !preCheck.isPending
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
    canPreCheck,
    canAmend: stuck,
    /** To where the refused fields are typed. */
    amend: () => item !== null && stuck && goTo('consultation', { kind: 'amendment', encounterId: item.encounterId }),
    isPreChecking: preCheck.isPending,
    /** What the pre-check of this very row has said. */
    preChecked: preCheck.variables?.outboxId === item?.outboxId ? preCheck.data : undefined,
    error: send.error ?? requeue.error ?? preCheck.error,
    note,
    isSending: send.isPending,
    sendAll: () => send.mutate({ outboxId: null }),
    sendThis: () => item !== null && canSend && send.mutate({ outboxId: item.outboxId }),
    requeue: () => item !== null && canRequeue && requeue.mutate({ outboxId: item.outboxId }),
    preCheck: () => item !== null && canPreCheck && preCheck.mutate({ outboxId: item.outboxId }),
    openVisit: () => item !== null && goTo('cashier', { kind: 'visit', encounterId: item.encounterId }),
  }
}

export type UploadActions = ReturnType<typeof useUploadActions>
