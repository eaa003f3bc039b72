import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutboxItem } from '../../../preload/contract/upload/outbox.ts'
import { useStatus } from '../../bridge/status.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { useFocusReturn } from '../../ui/useFocusReturn.ts'
import { UploadLine } from '../../ui/visit/UploadLine.tsx'
import { History } from './History.tsx'
import { Lateness } from './Lateness.tsx'
import { PreCheck } from './PreCheck.tsx'
import { Substitutions } from './Substitutions.tsx'
import { hindranceOf } from './sendingWords.ts'
import type { UploadActions } from './useUploadActions.ts'

interface UploadDetailProps {
  readonly item: OutboxItem
  readonly now: number
  readonly actions: UploadActions
  /** Of the element that takes the focus when somebody is led to it. */
  readonly id: string
}

/** What happened to one row, the fields its target refused, and what can be done. */
export const UploadDetail = ({ item, now, actions, id }: UploadDetailProps) => {
  const { t } = useTranslation()
  useFocusReturn()
  const status = useStatus()
  const title = useRef<HTMLHeadingElement>(null)
  // Where the screen scrolls it stands beneath the list: the key that chose the row must be seen to have done so. Under a mouse
  // nothing may move, or a double click would be one on two rows.
  useLayoutEffect(() => {
    if (document.activeElement?.matches(':focus-visible') === true) title.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const hindrance = status === undefined ? null : hindranceOf(item, status)
  const { canRequeue, canSend, canPreCheck, openVisit, requeue, sendThis, preCheck, error, note } = actions
  return (
    <section
      id={id}
      tabIndex={-1}
      aria-label={t('upload.detail')}
      className="flex max-h-72 flex-col gap-2 overflow-y-auto border-t border-line bg-surface px-4 py-2 focus-visible:-outline-offset-2"
    >
      <h2 ref={title} className="flex items-baseline gap-3">
        <strong className="text-lg font-semibold">{t('visit.queueNumber', { number: item.queueNumber })}</strong>
        <span className="text-lg">{item.patientName}</span>
        <span className="text-sm text-muted">{t('upload.tries', { count: item.tries })}</span>
      </h2>
      <Lateness key={item.outboxId} item={item} />
      <UploadLine upload={item} now={now} />
      {item.state === 'quarantined' && item.replaced === null ? (
        <p>{t(item.lastCode === 'PAYLOAD_DAMAGED' ? 'upload.damagedWhy' : 'upload.quarantineWhy')}</p>
      ) : null}
      {hindrance === null ? null : (
        <p className="text-sm text-muted" data-testid="hindrance" data-hindrance={hindrance}>
          {t(`upload.cannot.${hindrance}`)}
        </p>
      )}
      {error === null ? null : <ErrorCard error={error} />}
      <div className="flex flex-wrap items-center gap-2">
        <Button tone="primary" shortcut="Enter" onClick={openVisit} data-testid="open-visit">
          {t('upload.openVisit')}
        </Button>
        <Button shortcut="F3" disabled={!canSend} onClick={sendThis} data-testid="send-this">
          {t('upload.sendThis')}
        </Button>
        <Button shortcut="F4" disabled={!canRequeue} onClick={requeue} data-testid="requeue">
          {t('upload.requeue')}
        </Button>
        <Button shortcut="F8" disabled={!actions.canAmend} onClick={actions.amend} data-testid="amend-refused">
          {t('amendment.start')}
        </Button>
        <Button shortcut="F7" disabled={!canPreCheck} onClick={preCheck} data-testid="pre-check-button">
          {t(actions.isPreChecking ? 'upload.preCheck.running' : 'upload.preCheck.run')}
        </Button>
        <span role="status" className="text-muted" data-testid="row-note">
          {note}
        </span>
      </div>
      {actions.preChecked === undefined ? null : <PreCheck answer={actions.preChecked} />}
      <Substitutions item={item} />
      <History item={item} />
    </section>
  )
}
