import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDeskQuery } from '../../../bridge/query.ts'
import { useSettled } from '../../../ui/fields/useSettled.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { AuditActions } from './AuditActions.tsx'
import { AuditFilters } from './AuditFilters.tsx'
import { AuditRows, auditPage } from './AuditRows.tsx'
import { useAuditView } from './auditStore.ts'

/** 稽核紀錄: who did what, when, at which desk, to whose records. */
export const AuditSection = () => {
  const { t } = useTranslation()
  // No event tells of each new row: the trail is asked for anew whenever the section is opened.
  const [opened] = useState(() => String(Date.now()))
  const filter = useSettled(
    useAuditView(({ filter }) => filter),
    200,
  )
  const { data, error, dataUpdatedAt } = useDeskQuery(
    'audit:list',
    { filter, before: null, limit: auditPage },
    { keepPrevious: true, version: opened },
  )
  return (
    <div className="flex flex-col gap-3" data-testid="audit">
      <div>
        <h2 className="text-lg font-semibold">{t('settings.section.audit')}</h2>
        <p className="text-sm text-muted">{t('audit.intro')}</p>
        <p className="text-sm text-muted">{t('audit.retention')}</p>
      </div>
      <AuditFilters />
      {error === null ? null : <ErrorCard error={error} />}
      {data === undefined ? null : <AuditRows key={dataUpdatedAt} first={data.rows} filter={filter} />}
      <AuditActions />
    </div>
  )
}
