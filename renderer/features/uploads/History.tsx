import { useTranslation } from 'react-i18next'
import type { OutboxItem } from '../../../preload/contract/upload/outbox.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { clockTimeWithSeconds, dayOf, dayWords } from '../../ui/format/date.ts'
import { useAnswerWords } from '../../ui/visit/codeWords.ts'

/** Every try of one row, newest first: when, how long it took, what was answered. */
export const History = ({ item }: { readonly item: OutboxItem }) => {
  const { t } = useTranslation()
  const answer = useAnswerWords()
  const version = `${item.tries} ${item.state}`
  const tries = useDeskQuery('outbox:tries', { outboxId: item.outboxId }, { version }).data
  if (tries === undefined) return null
  const numbered = tries.map((each, index) => ({ ...each, number: index + 1 })).toReversed()
  return (
    <section aria-label={t('upload.history')} className="flex flex-col gap-1">
      <h3 className="text-sm text-muted">{t('upload.history')}</h3>
      {tries.length === 0 ? <p className="text-sm">{t('upload.noTries')}</p> : null}
      <ol className="flex flex-col text-sm" data-testid="upload-history">
        {numbered.map(({ number, ...each }) => (
          <li key={number} className="grid grid-cols-[2rem_11rem_5rem_minmax(0,1fr)] gap-x-3">
            <span className="text-right text-muted">{number}</span>
            <span>{`${dayWords(dayOf(each.at), t)} ${clockTimeWithSeconds(each.at)}`}</span>
            <span className="text-right text-muted">{t('upload.tryMs', { ms: Math.round(each.ms) })}</span>
            <span className="truncate">{answer(each.code).line}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
