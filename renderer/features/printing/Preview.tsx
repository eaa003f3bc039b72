import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelOutput } from '../../../preload/contract/index.ts'
import type { DocumentKind, DocumentWords } from '../../../preload/contract/paper/printing.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { call } from '../../bridge/desk.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Empty } from '../../ui/notices/Notice.tsx'

interface PreviewProps {
  readonly encounterId: EncounterId
  readonly kind: DocumentKind
  readonly words: DocumentWords
  readonly possible: boolean
  /** How often it was printed: one that is out already may come out marked. */
  readonly times: number
}

/** Characters that are named at most; whoever needs more reads the sheet. */
const namedCharacters = 20

/** Typing settles before the sheet is laid out anew. */
const settleMs = 400

/** The sheet as it will be printed, and what the law wants on it and is missing. */
export const Preview = ({ encounterId, kind, words, possible, times }: PreviewProps) => {
  const { t } = useTranslation()
  const [made, setMade] = useState<ChannelOutput<'print:preview'> | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const paper = useDeskQuery('print:printers', {}).data?.choices[kind].paper
  // What the clinic says of the drugs is on the bag, and is changed beside it.
  const notes = useDeskQuery('print:drug-notes', { encounterId }).data
  const wanted = JSON.stringify({ encounterId, kind, words, times, notes: kind === 'medicine-bag' ? notes : null })
  // biome-ignore lint/correctness/useExhaustiveDependencies: `wanted` holds all of them; another paper is another sheet
  useEffect(() => {
    if (!possible) return
    let isStale = false
    const timer = setTimeout(
      () => {
        void call('print:preview', { encounterId, kind, words }).then((answer) => {
          if (isStale) return
          setMade(answer.ok ? answer.value : null)
          setError(answer.ok ? null : answer.error)
        })
      },
      made === null ? 0 : settleMs,
    )
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [wanted, paper, possible])
  if (!possible) return <Empty title={t('print.choose')} />
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col @max-3xl:min-h-80 @max-3xl:flex-none">
      {made === null || made.gaps.length === 0 ? null : (
        <p className="border-b border-line bg-wait-soft px-3 py-1 text-sm text-wait" data-testid="print-gaps">
          {t('print.gaps')} {made.gaps.map((gap) => t(`print.gap.${gap}`)).join(t('app.and'))}
        </p>
      )}
      {made === null || made.notInFont.length === 0 ? null : (
        <p className="border-b border-line bg-wait-soft px-3 py-1 text-sm text-wait" data-testid="print-not-in-font">
          {t('print.notInFont', { characters: made.notInFont.slice(0, namedCharacters).join(' ') })}
        </p>
      )}
      {error === null ? null : (
        <div className="p-3">
          <ErrorCard error={error} />
        </div>
      )}
      {made === null ? (
        <p className="p-4 text-muted" role="status">
          {error === null ? t('print.making') : ''}
        </p>
      ) : (
        <iframe
          title={t('print.preview')}
          src={made.url}
          sandbox=""
          className="min-h-0 w-full flex-1 border-0"
          data-testid="print-preview"
        />
      )}
    </div>
  )
}
