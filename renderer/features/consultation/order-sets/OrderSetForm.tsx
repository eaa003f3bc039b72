import { X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDraft } from '../../../../preload/contract/orders/order.ts'
import type { OrderSet } from '../../../../preload/contract/orders/orderSet.ts'
import { useDeskMutation } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/fields/Field.tsx'
import { belongsToInputMethod } from '../../../ui/fields/inputMethod.ts'
import { Select } from '../../../ui/fields/Select.tsx'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { usePractitioner } from '../orders/favourites.ts'
import { removeRow } from '../orders/orderSheet.ts'

interface OrderSetFormProps {
  /** The set that is changed; null for a new one of what stands on the sheet. */
  readonly set: OrderSet | null
  readonly orders: readonly OrderDraft[]
  readonly onSaved: () => void
  /** Leaves the set as it is; null for a new one. */
  readonly onCancel: (() => void) | null
}

const mostOrders = 50
const plainOrder = ({ name: _, ...order }: OrderSet['orders'][number]): OrderDraft => order

/** Name, key word, owner and orders of a set; Enter in a field saves. */
export const OrderSetForm = ({ set, orders, onSaved, onCancel }: OrderSetFormProps) => {
  const { t } = useTranslation()
  const practitionerId = usePractitioner()
  const [name, setName] = useState(set?.name ?? '')
  const [keyword, setKeyword] = useState(set?.keyword ?? '')
  const [isOwn, setOwn] = useState(set === null ? practitionerId !== null : set.practitionerId !== null)
  /** The orders of the set that is changed, as far as they have been left in it; null once the sheet takes their place. */
  const [kept, setKept] = useState(set?.orders ?? null)
  const save = useDeskMutation('order-set:save')
  const nameField = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (set !== null) nameField.current?.focus()
  }, [set])

  const wanted = kept === null ? orders : kept.map(plainOrder)
  const canSave = name.trim() !== '' && wanted.length > 0 && wanted.length <= mostOrders && !save.isPending
  const submit = (): void => {
    if (!canSave) {
      nameField.current?.focus()
      return
    }
    const owner = isOwn ? (set?.practitionerId ?? practitionerId) : null
    save.mutate(
      { orderSetId: set?.orderSetId ?? null, practitionerId: owner, name, keyword, orders: [...wanted] },
      {
        onSuccess: () => {
          setName('')
          setKeyword('')
          onSaved()
        },
      },
    )
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Enter' || event.ctrlKey || belongsToInputMethod(event.nativeEvent)) return
    event.preventDefault()
    submit()
  }
  return (
    <div className="flex flex-col gap-2 border-t border-line px-3 py-2">
      <h4 className="text-sm text-muted">
        {set === null ? t('order.set.fromSheet', { count: orders.length }) : t('order.set.change', { name: set.name })}
      </h4>
      {save.error === null ? null : <ErrorCard error={save.error} />}
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          ref={nameField}
          label={t('order.set.name')}
          fieldClassName="min-w-32 flex-2"
          maxLength={30}
          value={name}
          onChange={({ target }) => setName(target.value)}
          onKeyDown={onKeyDown}
          data-testid="order-set-name"
        />
        <TextField
          label={t('order.set.keyword')}
          fieldClassName="min-w-20 flex-1"
          maxLength={12}
          value={keyword}
          onChange={({ target }) => setKeyword(target.value)}
          onKeyDown={onKeyDown}
          data-testid="order-set-keyword"
        />
        {practitionerId === null ? null : (
          <div className="w-24">
            <Select
              label={t('order.set.owner')}
              testId="order-set-owner"
              value={isOwn ? 'own' : 'clinic'}
              options={(['own', 'clinic'] as const).map((value) => ({ value, label: t(`order.set.${value}`) }))}
              onChange={(value) => setOwn(value === 'own')}
              onEnter={submit}
            />
          </div>
        )}
        <Button disabled={!canSave} onClick={submit} data-testid="order-set-save">
          {t('order.set.save')}
        </Button>
        {onCancel === null ? null : <Button onClick={onCancel}>{t('order.set.cancel')}</Button>}
      </div>
      {kept === null ? null : (
        <ul className="flex flex-wrap gap-1">
          {kept.map((order, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a code may stand twice in a set
            <li key={`${order.code}-${row}`} className="flex items-center gap-1 rounded-sm bg-sunken pl-2 text-sm">
              {order.name}
              <button
                type="button"
                aria-label={t('order.set.without', { name: order.name })}
                title={t('order.set.without', { name: order.name })}
                disabled={kept.length === 1}
                onClick={() => setKept(removeRow(kept, row) as OrderSet['orders'])}
                className="grid size-6 place-items-center rounded-sm text-muted hover:bg-ground disabled:invisible"
              >
                <X className="size-4" aria-hidden />
              </button>
            </li>
          ))}
          {orders.length === 0 ? null : (
            <li>
              <Button
                tone="quiet"
                className="min-h-6! px-1.5!"
                onClick={() => setKept(null)}
                data-testid="order-set-replace"
              >
                {t('order.set.replace', { count: orders.length })}
              </Button>
            </li>
          )}
        </ul>
      )}
    </div>
  )
}
