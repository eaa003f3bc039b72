import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupEntry } from '../../../../preload/contract/desk/care.ts'
import { useCare } from '../../../bridge/care.ts'
import { useDeskQuery } from '../../../bridge/query.ts'
import { useServerNow } from '../../../bridge/status.ts'
import { Button } from '../../../ui/Button.tsx'
import { useSettled } from '../../../ui/fields/useSettled.ts'
import { byteSize } from '../../../ui/format/bytes.ts'
import { momentWords } from '../../../ui/format/date.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { Rows } from '../../../ui/Rows.tsx'
import { BackupLook } from './BackupLook.tsx'
import { Pane } from './Pane.tsx'

const dayMs = 86_400_000

const Entry = ({ entry, now }: { readonly entry: BackupEntry; readonly now: number }) => {
  const { t } = useTranslation()
  const days = Math.max(0, Math.floor((now - Date.parse(entry.madeAt)) / dayMs))
  return (
    <>
      <span>{t(`care.restore.kind.${entry.kind}`)}</span>
      <span className="tabular-nums">{momentWords(entry.madeAt, t)}</span>
      <span>{days === 0 ? t('care.restore.today') : t('care.restore.daysAgo', { count: days })}</span>
      <span className="text-right tabular-nums">{byteSize(entry.bytes)}</span>
      <span className="text-right tabular-nums">{entry.facts?.visits ?? ''}</span>
      <span className={entry.verified ? '' : 'text-wait'}>
        {entry.verified ? t('care.restore.verified') : t('care.restore.unverified')}
      </span>
    </>
  )
}

const List = () => {
  const { t } = useTranslation()
  const now = useServerNow(60_000)
  const care = useCare()
  // A new backup, a rescue or another folder is another list.
  const version = [care?.backup.folder, care?.backup.last?.name, care?.damage?.rescue?.name].join(' ')
  const { data, error } = useDeskQuery('backup:list', {}, { version })
  const [name, setName] = useState<string | null>(null)
  // Whoever walks through the list with the arrows opens only the one that is stayed at.
  const settled = useSettled(name, 400)
  if (error !== null) return <ErrorCard error={error} />
  if (data === undefined) return null
  return (
    <>
      <div className="flex h-48 flex-col">
        <Rows
          label={t('care.restore.choose')}
          items={data}
          keyOf={(entry) => entry.name}
          selected={name}
          onSelect={(entry) => setName(entry.name)}
          rowClassName="grid grid-cols-[4rem_9rem_5rem_5rem_4rem_1fr] items-center gap-3 px-2"
          rowTestId={(entry) => `backup-${entry.kind}`}
          renderRow={(entry) => <Entry entry={entry} now={now} />}
          autoFocus
          empty={<p className="text-muted">{t('care.restore.empty')}</p>}
        />
      </div>
      {settled === null ? null : <BackupLook key={settled} name={settled} />}
    </>
  )
}

/** Choosing a backup, seeing what is in it, and putting it in the store's place. */
export const RestorePane = ({ open = false }: { readonly open?: boolean }) => {
  const { t } = useTranslation()
  const [shown, setShown] = useState(open)
  return (
    <Pane title={t('care.restore.title')} intro={t('care.restore.intro')} testId="restore">
      {shown ? (
        <List />
      ) : (
        <Button className="self-start" data-testid="restore-list" onClick={() => setShown(true)}>
          {t('care.restore.list')}
        </Button>
      )}
    </Pane>
  )
}
