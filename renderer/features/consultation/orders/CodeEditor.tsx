import { type KeyboardEvent, type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CatalogOrder } from '../../../../preload/contract/codes/catalog.ts'
import { useDeskQuery } from '../../../bridge/query.ts'
import { SuggestBox } from '../../../ui/fields/SuggestBox.tsx'
import { useCatalogScope } from './favourites.ts'
import { OrderSuggestion } from './OrderSuggestion.tsx'

interface CodeEditorProps {
  /** What stands in the row now. */
  readonly placeholder: string
  readonly onPick: (item: CatalogOrder) => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void
  readonly inputRef: Ref<HTMLInputElement>
}

/** Search for a drug or a procedure inside the first cell of a standing order: what is taken replaces it. */
export const CodeEditor = ({ placeholder, onPick, onKeyDown, inputRef }: CodeEditorProps) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const asked = text.trim()
  const scope = useCatalogScope()
  const {
    data = [],
    isFetching,
    error,
  } = useDeskQuery(
    'catalog:search-orders',
    { text: asked, limit: 30, ...scope },
    { enabled: asked !== '', keepPrevious: true },
  )
  return (
    <SuggestBox
      label={t('order.column.code')}
      text={text}
      onText={setText}
      items={asked === '' ? [] : data}
      fresh={!isFetching}
      keyOf={({ code }) => code}
      emptyWords={error === null ? t('order.none') : t(`error.${error.code}.title`)}
      onPick={onPick}
      inputRef={inputRef}
      inputProps={{ placeholder, onKeyDown, maxLength: 60, className: 'cell-editor' }}
      testId="order-search"
      renderItem={(item) => <OrderSuggestion item={item} />}
    />
  )
}
