import { useTranslation } from 'react-i18next'
import type { ErrorView } from '../../../../preload/contract/errorView.ts'
import type { AppError } from '../../../../preload/contract/result.ts'
import { useCare } from '../../../bridge/care.ts'
import { momentWords } from '../../../ui/format/date.ts'
import { BackupFolder } from './BackupPane.tsx'
import { RecoveryEntry } from './RecoveryEntry.tsx'
import { RestorePane } from './RestorePane.tsx'

/** What has been saved of a damaged store, and what can take its place. */
const DamageHelp = () => {
  const { t } = useTranslation()
  const care = useCare()
  const damage = care?.damage
  if (care === undefined || damage == null) return null
  const { rescue, rescuing, foundAt } = damage
  return (
    <>
      <div
        role="status"
        className="flex flex-col gap-1"
        data-testid="damage"
        data-state={rescuing ? 'rescuing' : 'done'}
      >
        <p>{t('care.damage.found', { time: momentWords(foundAt, t) })}</p>
        {rescuing ? <p>{t('care.damage.rescuing')}</p> : null}
        {rescue === null ? (
          rescuing ? null : (
            <p className="text-act">{t('care.damage.nothing')}</p>
          )
        ) : (
          <>
            <p data-testid="rescued" data-visits={rescue.visits} data-lost={rescue.lost}>
              {t('care.damage.rescued', rescue)}{' '}
              {rescue.lost === 0 ? t('care.damage.lostNone') : t('care.damage.lost', { count: rescue.lost })}
            </p>
            <p>{t('care.damage.next')}</p>
          </>
        )}
      </div>
      {rescuing ? null : (
        <>
          <BackupFolder backup={care.backup} />
          <RestorePane key={`${care.backup.folder} ${rescue?.name}`} open />
        </>
      )}
    </>
  )
}

/** On the start screen: the remedy for a lost key or a damaged store; nothing for any other failure. */
export const StartHelp = ({ error }: { readonly error: AppError | ErrorView }) => {
  if (error.code === 'STORE_KEY_LOST') return <RecoveryEntry />
  return error.code === 'STORE_CORRUPT' ? <DamageHelp /> : null
}
