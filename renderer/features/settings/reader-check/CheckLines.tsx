import { useTranslation } from 'react-i18next'
import type { CheckLine } from '../../../../preload/contract/desk/readerCheck.ts'
import type { ErrorView } from '../../../../preload/contract/errorView.ts'
import { useCodeWords } from '../../../ui/visit/codeWords.ts'
import { saidCodes, supportText } from '../../../ui/visit/saidCodes.ts'
import { lineWords } from './lineWords.ts'
import { StateSign } from './StateSign.tsx'

/** What happened and what to do; a number's own next step is nearer to the cause and takes the error's place. */
const Remedy = ({ error }: { readonly error: ErrorView }) => {
  const { t } = useTranslation()
  const codeWords = useCodeWords()
  const told = saidCodes(error).map((said) => ({ ...said, ...codeWords(said) }))
  const support = supportText(error)
  return (
    <div className="flex flex-col gap-0.5" data-testid="check-remedy" data-code={error.code}>
      <p>
        {t(`error.${error.code}.title`)}{' '}
        <code className="font-sans text-xs break-words text-muted select-all">
          {support === '' ? error.code : `${error.code} ${support}`}
        </code>
      </p>
      {told.map(({ source, line }) => (
        <p key={source}>{line}</p>
      ))}
      <p data-testid="check-next">{told.at(-1)?.next ?? t(`error.${error.code}.next`)}</p>
    </div>
  )
}

const Line = ({ line }: { readonly line: CheckLine }) => {
  const { t } = useTranslation()
  const { label, value } = lineWords(line, t)
  return (
    <li
      data-testid={`check-${line.item}`}
      data-state={line.state}
      className="grid grid-cols-[5.5rem_9rem_minmax(0,1fr)_5rem] gap-x-3 px-2 py-0.5 text-sm leading-5 @max-2xl:grid-cols-[5.5rem_minmax(0,1fr)_5rem]"
    >
      <StateSign state={line.state} />
      <span className="text-muted">{label}</span>
      <div className="flex min-w-0 flex-col gap-0.5 select-text @max-2xl:col-span-2 @max-2xl:col-start-2 @max-2xl:row-start-2">
        {value === '' ? null : <span className="break-words">{value}</span>}
        {line.error === null ? null : <Remedy error={line.error} />}
      </div>
      <span className="text-right whitespace-nowrap text-muted tabular-nums @max-2xl:row-start-1">
        {line.ms === null ? '' : t('check.ms', { ms: Math.round(line.ms) })}
      </span>
    </li>
  )
}

/** One line an item; under one that isn't good, what to do about it. */
export const CheckLines = ({ lines }: { readonly lines: readonly CheckLine[] }) => {
  const { t } = useTranslation()
  return (
    <ul
      aria-label={t('check.lines')}
      data-testid="check-lines"
      className="flex flex-col divide-y divide-line rounded-md border border-line bg-surface"
    >
      {lines.map((line) => (
        <Line key={`${line.item}-${line.index}`} line={line} />
      ))}
    </ul>
  )
}
