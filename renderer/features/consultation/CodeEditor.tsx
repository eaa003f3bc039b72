import { type KeyboardEvent, type Ref, type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CatalogOrder } from '../../../preload/contract/catalog.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { FavouriteMark } from '../../ui/FavouriteMark.tsx'
import { SuggestBox } from '../../ui/SuggestBox.tsx'
import { usePractitioner } from './favourites.ts'

interface CodeEditorProps {
  /** What stands in the row now; empty in the row for the next order. */
  readonly placeholder: string
  /** Where half-typed words outlive this editor; begins with them. */
  readonly typed?: RefObject<string>
  readonly onPick: (item: CatalogOrder) => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void
  readonly inputRef: Ref<HTMLInputElement>
}

/** Search for a drug or a procedure inside the first cell. Typing over a standing order replaces it. */
export const CodeEditor = ({ placeholder, typed, onPick, onKeyDown, inputRef }: CodeEditorProps) => {
  const { t } = useTranslation()
  const [text, setText] = useState(typed?.current ?? '')
  const onText = (next: string): void => {
    setText(next)
    if (typed !== undefined) typed.current = next
  }
  const asked = text.trim()
  const practitionerId = usePractitioner()
  const {
    data = [],
    isFetching,
    error,
  } = useDeskQuery(
    'catalog:search-orders',
    { text: asked, limit: 30, practitionerId },
    { enabled: asked !== '', keepPrevious: true },
  )
  return (
    <SuggestBox
      label={t('order.column.code')}
      text={text}
      onText={onText}
      items={asked === '' ? [] : data}
      fresh={!isFetching}
      keyOf={({ code }) => code}
      emptyWords={error === null ? t('order.none') : t(`error.${error.code}.title`)}
      onPick={onPick}
      inputRef={inputRef}
      inputProps={{ placeholder, onKeyDown, maxLength: 60, className: 'cell-editor' }}
      testId="order-search"
      renderItem={({ kind, code, nameZh, nameEn, unitPoints, favourite }) => (
        <span className="flex w-full items-baseline gap-3">
          <span className="w-5 shrink-0 text-sm text-muted">{t(`order.kind.${kind}`)}</span>
          <span className="w-26 shrink-0">{code}</span>
          <span className="min-w-0 flex-1">
            {nameZh} <span className="text-sm text-muted">{nameEn}</span>
          </span>
          <FavouriteMark shown={favourite} />
          <span className="text-sm whitespace-nowrap text-muted">
            {unitPoints === null ? t('order.unpriced') : t('app.points', { points: unitPoints })}
          </span>
        </span>
      )}
    />
  )
}
