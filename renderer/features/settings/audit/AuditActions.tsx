import { useTranslation } from 'react-i18next'
import type { ChannelOutput } from '../../../../preload/contract/index.ts'
import { useDeskMutation } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { momentWords } from '../../../ui/format/date.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { useAuditView } from './auditStore.ts'

const Verdict = ({ verdict }: { readonly verdict: ChannelOutput<'audit:verify'> }) => {
  const { t } = useTranslation()
  const { rows, brokenAt, reason, anchoredTo, anchoredAt } = verdict
  return (
    <p
      role="status"
      data-testid="audit-verdict"
      data-state={brokenAt === null ? 'intact' : 'broken'}
      className={brokenAt === null ? '' : 'font-semibold text-act'}
    >
      {brokenAt === null || reason === null
        ? t('audit.intact', { rows })
        : `${t('audit.broken', { sequence: brokenAt })}${t(`audit.reason.${reason}`)}`}{' '}
      {anchoredTo === null || anchoredAt === null
        ? t('audit.notAnchored')
        : t('audit.anchored', { sequence: anchoredTo, time: momentWords(anchoredAt, t) })}
    </p>
  )
}

/** Holding the trail against itself, and a file of it for the inspector. */
export const AuditActions = () => {
  const { t } = useTranslation()
  const { from, to } = useAuditView(({ filter }) => filter)
  const verify = useDeskMutation('audit:verify')
  const write = useDeskMutation('audit:export')
  const error = verify.error ?? write.error
  const file = write.data?.file ?? null
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <Button data-testid="audit-verify" disabled={verify.isPending} onClick={() => verify.mutate({})}>
          {t('audit.verify')}
        </Button>
        <Button data-testid="audit-export" disabled={write.isPending} onClick={() => write.mutate({ from, to })}>
          {t('audit.export')}
        </Button>
      </div>
      {verify.data === undefined ? null : <Verdict verdict={verify.data} />}
      {file === null ? null : (
        <p role="status" data-testid="audit-exported" className="break-all">
          {t('audit.exported', { rows: write.data?.rows ?? 0, file })}
        </p>
      )}
      {error === null ? null : <ErrorCard error={error} />}
    </>
  )
}
