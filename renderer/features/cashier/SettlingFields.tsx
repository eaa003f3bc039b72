import { X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { belongsToInputMethod } from '../../ui/inputMethod.ts'
import { Money } from '../../ui/Money.tsx'
import { changeSettling, showSettling, useCashier } from './cashierStore.ts'
import { type SettlingDraft, withNewItem } from './settlingDraft.ts'

interface SettlingProps {
  readonly encounterId: EncounterId
  readonly draft: SettlingDraft
}

/** Card and mobile payment, beside the cash. */
export const OtherWays = ({ encounterId, draft }: SettlingProps) => {
  const { t } = useTranslation()
  return (
    <div className="grid grid-cols-2 gap-4">
      {(['card', 'mobile'] as const).map((way) => (
        <label key={way} className="flex items-center justify-between gap-2">
          <span className="text-muted">{t(`cashier.method.${way}`)}</span>
          <input
            data-testid={`pay-${way}`}
            inputMode="numeric"
            autoComplete="off"
            value={draft[way]}
            placeholder="0"
            onChange={({ target }) => changeSettling(encounterId, (old) => ({ ...old, [way]: target.value }))}
            className="control w-24! text-right"
          />
        </label>
      ))}
    </div>
  )
}

/** Enter walks from field to field here; it closes the visit only from the fields of money. */
const walk = (event: KeyboardEvent<HTMLFieldSetElement>): void => {
  if (event.key !== 'Enter' || belongsToInputMethod(event.nativeEvent)) return
  if (!(event.target instanceof HTMLInputElement)) return
  event.preventDefault()
  const fields = [...event.currentTarget.querySelectorAll('input')]
  const next = fields[fields.indexOf(event.target) + 1]
  if (next === undefined) document.querySelector<HTMLElement>('[data-testid=received]')?.focus()
  else next.focus()
}

const SelfPay = ({ encounterId, draft }: SettlingProps) => {
  const { t } = useTranslation()
  const change = (changes: Partial<SettlingDraft>): void =>
    changeSettling(encounterId, (old) => ({ ...old, ...changes }))
  const add = (): void => changeSettling(encounterId, withNewItem)
  return (
    <>
      {draft.selfPay.map((item, index) => (
        <p
          // biome-ignore lint/suspicious/noArrayIndexKey: two items may be the same, and have only their place
          key={index}
          className="flex items-center gap-2"
          data-testid="self-pay-item"
        >
          <span className="min-w-0 flex-1 truncate">{item.name}</span>
          <Money amount={item.amount} />
          <Button
            tone="quiet"
            aria-label={t('cashier.settling.remove', { name: item.name })}
            onClick={() => change({ selfPay: draft.selfPay.filter((_, at) => at !== index) })}
          >
            <X className="size-4" aria-hidden />
          </Button>
        </p>
      ))}
      <div className="flex items-end gap-2">
        <TextField
          label={t('cashier.settling.selfPay')}
          fieldClassName="flex-1"
          maxLength={80}
          value={draft.newName}
          onChange={({ target }) => change({ newName: target.value })}
          data-testid="self-pay-name"
        />
        <TextField
          label={t('cashier.settling.amount')}
          fieldClassName="w-24"
          className="text-right"
          inputMode="numeric"
          value={draft.newAmount}
          onChange={({ target }) => change({ newAmount: target.value })}
          onBlur={add}
          data-testid="self-pay-amount"
        />
      </div>
    </>
  )
}

/** What changes the sum, and what is left for later: shown when it is wanted (F3), or holds something. */
export const SettlingFields = ({ encounterId, draft }: SettlingProps) => {
  const { t } = useTranslation()
  const isOpen = useCashier(({ settling }) => settling.of === encounterId && settling.isOpen)
  if (!isOpen) {
    return (
      <Button
        tone="quiet"
        shortcut="F3"
        className="self-start"
        data-testid="open-settling"
        onClick={() => showSettling(encounterId, true)}
      >
        {t('cashier.settling.open')}
      </Button>
    )
  }
  const change = (changes: Partial<SettlingDraft>): void =>
    changeSettling(encounterId, (old) => ({ ...old, ...changes }))
  return (
    <fieldset className="flex flex-col gap-2 border-y border-line py-2" data-testid="settling" onKeyDown={walk}>
      <legend className="sr-only">{t('cashier.settling.open')}</legend>
      <SelfPay encounterId={encounterId} draft={draft} />
      <div className="flex items-end gap-2">
        <TextField
          label={t('cashier.settling.reason')}
          fieldClassName="flex-1"
          maxLength={80}
          value={draft.reason}
          onChange={({ target }) => change({ reason: target.value })}
          data-testid="discount-reason"
        />
        <TextField
          label={t('cashier.settling.discount')}
          fieldClassName="w-24"
          className="text-right"
          inputMode="numeric"
          value={draft.discount}
          onChange={({ target }) => change({ discount: target.value })}
          data-testid="discount-amount"
        />
      </div>
      <label className="flex min-h-8 items-center gap-2">
        <input
          type="checkbox"
          checked={draft.owes}
          onChange={({ target }) => change({ owes: target.checked })}
          data-testid="owes"
        />
        {t('cashier.settling.owes')}
      </label>
    </fieldset>
  )
}

/** Opens the fields and begins at the first. */
export const openSettling = (encounterId: EncounterId): void => {
  showSettling(encounterId, true)
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-testid=self-pay-name]')?.focus())
}
