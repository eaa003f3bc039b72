import { X } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type SelfPayItem, SelfPayKindSchema } from '../../../preload/contract/desk/settings.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields/Field.tsx'
import { Select } from '../../ui/fields/Select.tsx'
import { SuggestBox } from '../../ui/fields/SuggestBox.tsx'
import { Money } from '../../ui/Money.tsx'
import { changeSettling } from './cashierStore.ts'
import { selfPayMatches } from './selfPayMatches.ts'
import { type SettlingDraft, withNewItem } from './settlingDraft.ts'

interface SelfPayProps {
  readonly encounterId: EncounterId
  readonly draft: SettlingDraft
}

const noItems: readonly SelfPayItem[] = []

const Suggested = ({ item: { name, amount, kind } }: { readonly item: SelfPayItem }) => {
  const { t } = useTranslation()
  return (
    <span className="flex w-full items-baseline gap-4" data-testid="self-pay-suggestion">
      <span className="min-w-0 flex-1">{name}</span>
      <span className="text-sm text-muted">{t(`app.selfPayKind.${kind}`)}</span>
      <Money amount={amount} />
    </span>
  )
}

/** What the patient buys besides (自費): found in the clinic's list by its name, or typed freely. */
export const SelfPay = ({ encounterId, draft }: SelfPayProps) => {
  const { t } = useTranslation()
  const change = (changes: Partial<SettlingDraft>): void =>
    changeSettling(encounterId, (old) => ({ ...old, ...changes }))
  const items = useDeskQuery('settings:current', {}).data?.settings?.selfPayItems ?? noItems
  const nameRef = useRef<HTMLInputElement>(null)
  const amountRef = useRef<HTMLInputElement>(null)
  const add = (): void => changeSettling(encounterId, withNewItem)
  return (
    <>
      {draft.selfPay.map((item, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: two items may be the same, and have only their place
          key={index}
          className="flex items-center gap-2"
          data-testid="self-pay-item"
        >
          <span className="min-w-0 flex-1 truncate">{item.name}</span>
          <span className="w-28 shrink-0">
            <Select
              label={t('cashier.settling.kind', { name: item.name })}
              isInline
              testId="self-pay-kind"
              value={item.kind}
              options={SelfPayKindSchema.options.map((value) => ({ value, label: t(`app.selfPayKind.${value}`) }))}
              onChange={(kind) => change({ selfPay: draft.selfPay.with(index, { ...item, kind }) })}
            />
          </span>
          <Money amount={item.amount} />
          <Button
            tone="quiet"
            aria-label={t('cashier.settling.remove', { name: item.name })}
            title={t('cashier.settling.remove', { name: item.name })}
            onClick={() => {
              change({ selfPay: draft.selfPay.filter((_, at) => at !== index) })
              nameRef.current?.focus()
            }}
          >
            <X className="size-4" aria-hidden />
          </Button>
        </div>
      ))}
      <div className="flex items-end gap-2">
        <div className="flex min-w-0 flex-1 flex-col gap-1">
          <span className="text-sm text-muted" aria-hidden>
            {t('cashier.settling.selfPay')}
          </span>
          <SuggestBox
            label={t('cashier.settling.selfPay')}
            text={draft.newName}
            onText={(newName) => change({ newName, ...(newName.trim() === '' ? { newKind: 'other' } : {}) })}
            items={selfPayMatches(items, draft.newName)}
            fresh
            keyOf={({ name }) => name}
            renderItem={(item) => <Suggested item={item} />}
            onPick={({ name, amount, kind }) => {
              change({ newName: name, newAmount: String(amount), newKind: kind })
              amountRef.current?.focus()
            }}
            emptyWords=""
            inputProps={{ maxLength: 80 }}
            inputRef={nameRef}
            testId="self-pay-name"
          />
        </div>
        <TextField
          label={t('cashier.settling.amount')}
          fieldClassName="w-24"
          className="text-right"
          inputMode="numeric"
          ref={amountRef}
          onFocus={({ target }) => target.select()}
          value={draft.newAmount}
          onChange={({ target }) => change({ newAmount: target.value })}
          onBlur={add}
          data-testid="self-pay-amount"
        />
      </div>
    </>
  )
}
