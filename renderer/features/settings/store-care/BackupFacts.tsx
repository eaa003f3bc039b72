import { useTranslation } from 'react-i18next'
import type { ChannelOutput } from '../../../../preload/contract/index.ts'
import { momentWords } from '../../../ui/format/date.ts'
import { Notice } from '../../../ui/notices/Notice.tsx'

const numbers = ['visits', 'patients', 'unsent'] as const

/** What a backup holds beside what there is now, and what would be lost. */
export const BackupFacts = ({ seen }: { readonly seen: ChannelOutput<'backup:inspect'> }) => {
  const { t } = useTranslation()
  const { entry, present } = seen
  const { facts } = entry
  const newest = (at: string | null | undefined): string =>
    at === undefined ? t('care.restore.unknown') : at === null ? '' : momentWords(at, t)
  const lost = facts === null || present === null ? null : Math.max(0, present.visits - facts.visits)
  return (
    <>
      <table className="w-full max-w-xl text-left tabular-nums">
        <thead className="text-sm text-muted">
          <tr>
            <th className="font-normal">{t('care.restore.what')}</th>
            <th className="font-normal">{t('care.restore.inBackup')}</th>
            <th className="font-normal">{t('care.restore.now')}</th>
          </tr>
        </thead>
        <tbody>
          {numbers.map((name) => (
            <tr key={name} className="border-t border-line">
              <th className="font-normal">{t(`care.restore.${name}`)}</th>
              <td>{facts?.[name] ?? ''}</td>
              <td>{present === null ? t('care.restore.unknown') : present[name]}</td>
            </tr>
          ))}
          <tr className="border-t border-line">
            <th className="font-normal">{t('care.restore.newest')}</th>
            <td>{newest(facts?.newestVisitAt)}</td>
            <td>{newest(present?.newestVisitAt)}</td>
          </tr>
        </tbody>
      </table>
      <Notice tone={lost === 0 ? 'calm' : 'act'}>
        <span data-testid="restore-loss" data-lost={lost ?? 'unknown'}>
          {lost === null
            ? t('care.restore.cannotCompare')
            : lost === 0
              ? t('care.restore.nothingLost')
              : t('care.restore.lost', { count: lost })}
        </span>
      </Notice>
    </>
  )
}
