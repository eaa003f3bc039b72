import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { ErrorCard } from '../ui/notices/ErrorCard.tsx'
import { Notice } from '../ui/notices/Notice.tsx'
import type { Stills } from './sources/useStills.ts'
import type { Note, Scan } from './useScan.ts'

const NoteLine = ({ note }: { readonly note: Note }) => {
  const { t } = useTranslation()
  if (note.kind === 'screenNotCaptured') return <ErrorCard error={{ code: 'SCREEN_NOT_CAPTURED', retryable: true }} />
  const words =
    note.kind === 'refused'
      ? t(`scan.refused.${note.reason}`)
      : note.kind === 'inputMethod'
        ? t('scan.inputMethod')
        : note.kind === 'over'
          ? t('virtualCard.codeOver')
          : t(`scan.still.${note.kind}`)
  return (
    <div data-testid="scan-note" data-note={note.kind === 'refused' ? note.reason : note.kind}>
      <Notice tone="wait">{words}</Notice>
    </div>
  )
}

/** Which of several codes is meant; each told by where it lies. */
const Question = ({ scan }: { readonly scan: Scan }) => {
  const { t } = useTranslation()
  const { question, choose } = scan
  if (question === null) return null
  const { candidates } = question
  const isSeveral = candidates.some(({ picture }) => picture > 0)
  return (
    <fieldset className="flex flex-col gap-2 rounded-md bg-wait-soft px-3 py-2" data-testid="scan-question">
      <legend className="sr-only">{t('scan.ask')}</legend>
      <p className="text-wait">{t('scan.ask')}</p>
      {candidates.map((candidate, index) => {
        const words = { number: index + 1, field: t(`scan.field.${candidate.field}`), screen: candidate.picture + 1 }
        return (
          <Button
            key={candidate.text}
            autoFocus={index === 0}
            data-testid={`scan-candidate-${index + 1}`}
            onClick={() => choose(candidate)}
          >
            {isSeveral ? t('scan.numberedScreen', words) : t('scan.numbered', words)}
          </Button>
        )
      })}
    </fieldset>
  )
}

/** What the sources have to say: the search under way, what was wrong with what was found, or a question. */
export const ScanNotes = ({ scan, stills }: { readonly scan: Scan; readonly stills: Stills }) => {
  const { t } = useTranslation()
  const { state } = stills
  return (
    <div className="flex flex-col gap-2 empty:hidden">
      {state.kind === 'reading' ? (
        <div data-testid="scan-reading">
          <Notice>
            <span className="flex-1">{t('scan.still.reading', { done: state.done, of: state.of })}</span>
            <Button tone="quiet" onClick={stills.cancel}>
              {t('app.cancel')}
            </Button>
          </Notice>
        </div>
      ) : null}
      {state.kind === 'failed' ? (
        <div data-testid="scan-note" data-note={state.why}>
          <Notice tone="act">{t(`scan.still.${state.why}`)}</Notice>
        </div>
      ) : null}
      {scan.note === null || state.kind !== 'idle' ? null : <NoteLine note={scan.note} />}
      <Question scan={scan} />
    </div>
  )
}
