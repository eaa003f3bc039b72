import { type FocusEvent, type KeyboardEvent, type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDraft } from '../../../../preload/contract/orders/order.ts'
import { useDeskQuery } from '../../../bridge/query.ts'
import { belongsToInputMethod } from '../../../ui/fields/inputMethod.ts'
import { SuggestBox } from '../../../ui/fields/SuggestBox.tsx'
import { matchingWords, type Word } from './matchingWords.ts'
import { type Column, textOf, whileTyped, withText } from './orderSheet.ts'

interface ValueEditorProps {
  readonly order: OrderDraft
  readonly column: Exclude<Column, 'code'>
  readonly onChange: (order: OrderDraft) => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void
  /** A frequency or route was taken from the list: on to the next cell. */
  readonly onTaken: () => void
  readonly inputRef: Ref<HTMLInputElement>
}

const noWords: readonly Word[] = []

/**
 * One value of an order. Every keystroke that makes sense is taken at once; what makes none stays in sight, marked red, leaves the cell
 * empty, and Enter doesn't go on from it.
 */
export const ValueEditor = ({ order, column, onChange, onKeyDown, onTaken, inputRef }: ValueEditorProps) => {
  const { t } = useTranslation()
  const [text, setText] = useState(() => textOf(order, column))
  const vocabulary = useDeskQuery('catalog:order-vocabulary', {}).data
  const words =
    column === 'frequency'
      ? (vocabulary?.frequencies ?? noWords)
      : column === 'route'
        ? (vocabulary?.routes ?? noWords)
        : noWords
  const typed = text.normalize('NFKC').trim().toUpperCase()
  const matching = matchingWords(words, typed)
  const valid = withText(order, column, text) !== null

  const take = (next: string): void => {
    setText(next)
    onChange(whileTyped(order, column, next))
  }
  const shared = {
    'aria-invalid': !valid,
    title: valid ? '' : t('order.invalid', { field: t(`order.field.${column}`) }),
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
      if (belongsToInputMethod(event.nativeEvent)) return
      if (!valid && event.key === 'Enter') event.preventDefault()
      else onKeyDown(event)
    },
    onFocus: (event: FocusEvent<HTMLInputElement>) => event.currentTarget.select(),
    className: 'cell-editor',
  }
  if (column === 'frequency' || column === 'route') {
    return (
      <SuggestBox
        label={t(`order.column.${column}`)}
        text={text}
        onText={take}
        items={matching}
        fresh
        keyOf={({ code }) => code}
        emptyWords={t('order.none')}
        onPick={({ code }) => {
          take(code)
          onTaken()
        }}
        inputRef={inputRef}
        inputProps={shared}
        renderItem={({ code, name }) => (
          <span className="flex gap-3">
            <span className="w-16">{code}</span>
            {name === code ? null : <span className="text-muted">{name}</span>}
          </span>
        )}
      />
    )
  }
  return (
    <input
      {...shared}
      ref={inputRef}
      aria-label={t(`order.column.${column}`)}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      onChange={(event) => take(event.target.value)}
      className="cell-editor text-right"
    />
  )
}
