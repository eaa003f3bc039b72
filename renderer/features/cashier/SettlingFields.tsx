import { useTranslation } from 'react-i18next'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields/Field.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { amountOf } from './cash.ts'
import { changeSettling, setReceived, showSettling, useCashier } from './cashierStore.ts'
import { enterWalks } from './enterWalks.ts'
import { SelfPay } from './SelfPay.tsx'
import { type SettlingDraft, withRest } from './settlingDraft.ts'

interface SettlingProps {
  readonly encounterId: EncounterId
  readonly draft: SettlingDraft
}

const otherWays = ['card', 'mobile'] as const

/** Card and mobile payment, beside the cash. */
export const OtherWays = ({ encounterId, draft }: SettlingProps) => {
  const { t } = useTranslation()
  return (
    <div className="grid grid-cols-2 gap-4">
      {otherWays.map((way) => (
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

/** 掛帳: whatever isn't paid now stays open, and is asked for the next time. */
export const OwesLine = ({ encounterId, draft }: SettlingProps) => {
  const { t } = useTranslation()
  return (
    <label className="flex items-center gap-2">
      <input
        type="checkbox"
        checked={draft.owes}
        onChange={({ target }) => changeSettling(encounterId, (old) => ({ ...old, owes: target.checked }))}
        data-testid="owes"
      />
      <span className="min-w-0 flex-1">{t('cashier.settling.owes')}</span>
      <Kbd>F12</Kbd>
    </label>
  )
}

/** Says with one key that the rest is owed, or that it isn't. */
export const toggleOwes = (encounterId: EncounterId): void =>
  changeSettling(encounterId, (old) => ({ ...old, owes: !old.owes }))

/**
 * Pays what is left by the way that the cursor stands in; in cash from everywhere else.
 *
 * @param typed cash as it was typed
 * @param exact NT$ that card and mobile leave for cash
 */
export const payTheRest = (
  encounterId: EncounterId,
  { typed, exact }: Readonly<{ typed: string; exact: number }>,
): void => {
  const mark = document.activeElement?.getAttribute('data-testid')
  const way = otherWays.find((each) => mark === `pay-${each}`)
  if (way === undefined) setReceived(encounterId, String(exact))
  else changeSettling(encounterId, (old) => withRest(old, way, exact - (amountOf(typed) ?? 0)))
}

/** Behind the last of the fields comes the money again, from where Enter closes the visit. */
const toMoney = (): void => document.querySelector<HTMLElement>('[data-testid=received]')?.focus()

/** What changes the sum: shown when it is wanted (F3), or holds something. */
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
    <fieldset
      className="flex flex-col gap-2 border-y border-line py-2"
      data-testid="settling"
      onKeyDown={(event) => enterWalks(event, toMoney)}
    >
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
    </fieldset>
  )
}

/** Opens the fields and begins at the first. */
export const openSettling = (encounterId: EncounterId): void => {
  showSettling(encounterId, true)
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-testid=self-pay-name]')?.focus())
}
