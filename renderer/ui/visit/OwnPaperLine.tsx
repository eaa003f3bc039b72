import { useTranslation } from 'react-i18next'
import type { OwnPaper } from '../../../preload/contract/paper/ownPapers.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { ErrorLine } from '../notices/ErrorLine.tsx'

/** Of what went out unseen, what a person would have been told of in the preview. */
const Lacks = ({ kind, state, error, gaps, notInFont }: OwnPaper) => {
  const { t } = useTranslation()
  const name = t(`print.kind.${kind}`)
  return (
    <>
      {state === 'handed-over' && error !== null ? <ErrorLine error={error} tone="wait" /> : null}
      {gaps.length === 0 ? null : (
        <span className="w-full text-wait">
          {t('print.byItself.gaps', { kind: name, gaps: gaps.map((gap) => t(`print.gap.${gap}`)).join(t('app.and')) })}
        </span>
      )}
      {notInFont.length === 0 ? null : (
        <span className="w-full text-wait">
          {t('print.byItself.notInFont', { kind: name, characters: notInFont.join(' ') })}
        </span>
      )}
    </>
  )
}

/** How far the papers are that came by themselves for a visit; nothing where none did. */
export const OwnPaperLine = ({ encounterId }: { readonly encounterId: EncounterId }) => {
  const { t } = useTranslation()
  const visits = useDeskQuery('print:by-itself', {}).data ?? []
  const papers = visits.find((visit) => visit.encounterId === encounterId)?.papers ?? []
  if (papers.length === 0) return null
  return (
    <div role="status" className="flex flex-wrap gap-x-3 text-sm text-muted" data-testid="own-papers">
      <span>{t('print.byItself.title')}</span>
      {papers.map(({ kind, state }) => (
        <span key={kind} data-kind={kind} data-state={state} className={state === 'failed' ? 'text-act' : ''}>
          {t(`print.byItself.${state}`, { kind: t(`print.kind.${kind}`) })}
        </span>
      ))}
      {papers.map((paper) => (
        <Lacks key={paper.kind} {...paper} />
      ))}
    </div>
  )
}
