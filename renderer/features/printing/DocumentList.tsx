import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelOutput } from '../../../preload/contract/index.ts'
import type { DocumentKind } from '../../../preload/contract/paper/printing.ts'

interface DocumentListProps {
  readonly documents: ChannelOutput<'print:documents'>
  readonly shown: DocumentKind | null
  readonly onChoose: (kind: DocumentKind) => void
}

/** The kinds of documents; arrows choose, and what can't be printed yet says why. */
export const DocumentList = ({ documents, shown, onChoose }: DocumentListProps) => {
  const { t } = useTranslation()
  const group = useRef<HTMLFieldSetElement>(null)
  useEffect(() => {
    // The list comes late: who has gone to a button meanwhile stays there, and their Enter prints nothing.
    if (!document.activeElement?.contains(group.current)) return
    group.current?.querySelector<HTMLInputElement>('input:checked')?.focus()
  }, [])
  return (
    <fieldset
      ref={group}
      className="w-52 shrink-0 overflow-y-auto border-r border-line py-1 @max-3xl:flex @max-3xl:w-full @max-3xl:flex-wrap @max-3xl:border-r-0 @max-3xl:border-b"
    >
      <legend className="sr-only">{t('print.choose')}</legend>
      {documents.map(({ kind, problem, times }) => (
        <label
          key={kind}
          className="flex min-h-12 cursor-pointer items-center gap-2 border-l-3 border-transparent px-3 py-1 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent @max-3xl:min-h-8 @max-3xl:border-l-0"
        >
          <input
            type="radio"
            name="document"
            value={kind}
            checked={kind === shown}
            onChange={() => onChoose(kind)}
            data-testid={`print-kind-${kind}`}
            className="accent-(--accent) outline-none"
          />
          <span className="flex min-w-0 flex-col">
            <span className={problem === null ? '' : 'text-muted'}>{t(`print.kind.${kind}`)}</span>
            <span className="text-sm text-muted empty:hidden">
              {problem !== null ? t(`print.problem.${problem}`) : times > 0 ? t('print.times', { count: times }) : ''}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
