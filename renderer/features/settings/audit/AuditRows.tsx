import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditFilter, AuditRowView } from '../../../../preload/contract/desk/audit.ts'
import type { AppError } from '../../../../preload/contract/result.ts'
import { call } from '../../../bridge/desk.ts'
import { Button } from '../../../ui/Button.tsx'
import { clockTimeWithSeconds, dayOf, dayWords } from '../../../ui/format/date.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { Rows } from '../../../ui/Rows.tsx'
import { selectRow, useAuditView } from './auditStore.ts'
import { useActionWords } from './useActionWords.ts'

/** So many rows at a time. */
export const auditPage = 200

const columns = 'grid grid-cols-[11rem_6rem_7rem_minmax(0,24rem)_minmax(6rem,1fr)] items-center gap-3 px-2'

const Row = ({ row }: { readonly row: AuditRowView }) => {
  const { t } = useTranslation()
  const words = useActionWords()
  return (
    <>
      <span className="tabular-nums">
        {dayWords(dayOf(row.at), t)} {clockTimeWithSeconds(row.at)}
      </span>
      <span className="truncate">{row.who}</span>
      <span className="truncate">{row.desk}</span>
      <span className="truncate">
        {words(row.action)}
        {row.details.includes('"refused"') ? <span className="text-act"> {t('audit.refused')}</span> : null}
      </span>
      <span className="truncate">{row.patientName ?? ''}</span>
    </>
  )
}

/** The row that is chosen, word for word. */
const Detail = ({ row }: { readonly row: AuditRowView }) => {
  const { t } = useTranslation()
  return (
    <p className="text-sm break-all text-muted" data-testid="audit-detail">
      {t('audit.row', { sequence: row.sequence })} · {row.action}
      {row.subject === '' ? '' : ` · ${row.subject}`} · {row.details}
    </p>
  )
}

/** The rows that fit, newest first; earlier ones are fetched when a person asks for them. */
export const AuditRows = ({
  first,
  filter,
}: {
  readonly first: readonly AuditRowView[]
  readonly filter: AuditFilter
}) => {
  const { t } = useTranslation()
  const selected = useAuditView(({ selected }) => selected)
  const [earlier, setEarlier] = useState<readonly AuditRowView[]>([])
  const [isAll, setIsAll] = useState(first.length < auditPage)
  const [error, setError] = useState<AppError | null>(null)
  const rows = [...first, ...earlier]
  const more = async (): Promise<void> => {
    const answer = await call('audit:list', { filter, before: rows.at(-1)?.sequence ?? null, limit: auditPage })
    setError(answer.ok ? null : answer.error)
    if (!answer.ok) return
    setEarlier([...earlier, ...answer.value.rows])
    setIsAll(answer.value.rows.length < auditPage)
  }
  const chosen = rows.find(({ sequence }) => sequence === selected)
  return (
    <>
      <div className={`${columns} overflow-hidden text-sm text-muted [scrollbar-gutter:stable]`}>
        {(['at', 'who', 'desk', 'action', 'patient'] as const).map((column) => (
          <span key={column}>{t(`audit.column.${column}`)}</span>
        ))}
      </div>
      <div className="flex h-[max(20rem,100vh-30rem)] flex-col">
        <Rows
          label={t('audit.list')}
          items={rows}
          keyOf={({ sequence }) => String(sequence)}
          selected={selected === null ? null : String(selected)}
          onSelect={({ sequence }) => selectRow(sequence)}
          rowClassName={columns}
          rowTestId={({ action }) => `audit-${action}`}
          renderRow={(row) => <Row row={row} />}
          empty={<p className="text-muted">{t('audit.empty')}</p>}
        />
      </div>
      {chosen === undefined ? null : <Detail row={chosen} />}
      {error === null ? null : <ErrorCard error={error} />}
      {isAll ? null : (
        <Button className="self-start" onClick={() => void more()}>
          {t('audit.more')}
        </Button>
      )}
    </>
  )
}
