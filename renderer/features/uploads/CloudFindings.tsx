import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CloudFindings as Found } from '../../../preload/contract/upload/outbox.ts'
import { useDeskMutation, useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { dayWords, momentWords } from '../../ui/format/date.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { useAnswerWords } from '../../ui/visit/codeWords.ts'

/** Which they are: whose, when, and what is known of each. */
const List = ({ found }: { readonly found: Found }) => {
  const { t } = useTranslation()
  return (
    <div className="max-h-48 overflow-y-auto rounded-md border border-line">
      <ul aria-label={t('upload.cloud.list')} className="divide-y divide-line" data-testid="cloud-findings-list">
        {found.items.map(({ recordId, version, finding, kind, visitedAt, patientName, nationalIdMasked }) => (
          <li
            key={`${recordId} ${version}`}
            data-testid={`cloud-finding-${recordId}`}
            className="grid grid-cols-[11rem_minmax(6rem,12rem)_8rem_6rem_1fr] gap-x-3 px-3 py-1"
          >
            <span>{visitedAt === null ? t('upload.cloud.unknownDay') : momentWords(visitedAt, t)}</span>
            <span className="truncate">{patientName ?? t('upload.cloud.unnamed')}</span>
            <span className="text-muted">{nationalIdMasked ?? ''}</span>
            <span>{kind === null ? '' : t(`upload.cloud.kind.${kind}`)}</span>
            <span className="text-act">{t(`upload.cloud.finding.${finding}`)}</span>
          </li>
        ))}
      </ul>
      {found.unseen > found.items.length ? (
        <p className="px-3 py-1 text-sm text-muted">
          {t('upload.cloud.more', { count: found.unseen - found.items.length })}
        </p>
      ) : null}
    </div>
  )
}

/** After a restore: what the clinic's cloud holds and this computer does not, by days, with what to do; or that it is being asked. */
export const CloudFindings = () => {
  const { t } = useTranslation()
  const answer = useAnswerWords()
  const found = useDeskQuery('outbox:cloud-findings', {}).data
  const note = useDeskMutation('outbox:note-cloud-findings')
  const [isListed, setListed] = useState(false)
  if (found === undefined) return null
  const { state, failure, records, unseen, days, items } = found
  if (state !== 'owed' && unseen === 0) return null
  const noteAll = (): void => note.mutate({ records: items.map(({ recordId, version }) => ({ recordId, version })) })
  return (
    <div className="flex flex-col gap-2 px-4 pb-2" data-testid="cloud-findings" data-state={state}>
      {state === 'owed' ? (
        <Notice tone="wait">
          {failure === null
            ? t('upload.cloud.owed', { count: records })
            : t('upload.cloud.failed', { reason: answer(failure).line })}
        </Notice>
      ) : null}
      {unseen === 0 ? null : (
        <Notice tone="act">
          <div className="flex min-w-0 flex-1 flex-col gap-0.5">
            <strong className="font-semibold" data-testid="cloud-findings-count">
              {t('upload.cloud.title', { count: unseen })}
            </strong>
            <span data-testid="cloud-findings-days">
              {days
                .map(({ day, count }) =>
                  day === null
                    ? t('upload.cloud.noDay', { count })
                    : t('upload.cloud.day', { day: dayWords(day, t), count }),
                )
                .join(' · ')}
            </span>
            <span>{t('upload.cloud.why')}</span>
            <span>{t('upload.cloud.next')}</span>
          </div>
          <div className="flex gap-2">
            <Button
              aria-expanded={isListed}
              onClick={() => setListed((shown) => !shown)}
              data-testid="cloud-findings-show"
            >
              {t(isListed ? 'upload.cloud.hide' : 'upload.cloud.show')}
            </Button>
            {/* Only what has been shown can be said to be dealt with. */}
            <Button disabled={!isListed || note.isPending} onClick={noteAll} data-testid="cloud-findings-noted">
              {t('upload.cloud.noted')}
            </Button>
          </div>
        </Notice>
      )}
      {isListed && unseen > 0 ? <List found={found} /> : null}
      {note.error === null ? null : <ErrorCard error={note.error} />}
    </div>
  )
}
