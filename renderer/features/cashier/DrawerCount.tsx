import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Denomination, denominations, type Shift } from '../../../preload/contract/money/drawer.ts'
import { useDeskMutation } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields/Field.tsx'
import { number } from '../../ui/format/number.ts'
import { Money } from '../../ui/Money.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { type CountTexts, readCounts } from './drawerCounts.ts'
import { enterWalks } from './enterWalks.ts'

const Count = (props: {
  readonly value: Denomination
  readonly text: string
  readonly autoFocus: boolean
  readonly onType: (text: string) => void
}) => {
  const { t } = useTranslation()
  return (
    <label className="flex items-center justify-between gap-2">
      <span className="text-muted">{t('app.money', { amount: number(Number(props.value)) })}</span>
      <input
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to count, and begins at the largest note
        autoFocus={props.autoFocus}
        inputMode="numeric"
        autoComplete="off"
        placeholder="0"
        value={props.text}
        onChange={({ target }) => props.onType(target.value)}
        data-testid={`count-${props.value}`}
        className="control w-20! text-right"
      />
    </label>
  )
}

/** Counts the drawer by notes and coins, and closes the shift; a difference wants its reason. */
export const DrawerCount = ({ shift }: { readonly shift: Shift }) => {
  const { t } = useTranslation()
  const [texts, setTexts] = useState<CountTexts>({})
  const [reason, setReason] = useState('')
  const close = useDeskMutation('drawer:close')
  const reading = readCounts(texts)
  const difference = reading === null ? 0 : reading.total - shift.expected
  const isReady = reading !== null && (difference === 0 || reason.trim() !== '')
  return (
    <form
      className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-4"
      data-testid="drawer-count"
      onKeyDown={(event) => enterWalks(event)}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isReady || close.isPending) return
        const why = reason.trim()
        close.mutate({ expected: shift.expected, counts: reading.counts, reason: why === '' ? null : why })
      }}
    >
      <h3 className="font-semibold">{t('cashier.drawer.countTitle')}</h3>
      <div className="grid grid-cols-2 gap-x-6 gap-y-1">
        {denominations.map((value, index) => (
          <Count
            key={value}
            value={value}
            text={texts[value] ?? ''}
            autoFocus={index === 0}
            onType={(text) => setTexts({ ...texts, [value]: text })}
          />
        ))}
      </div>
      <p className="flex justify-between">
        <span className="text-muted">{t('cashier.drawer.expected')}</span>
        <Money amount={shift.expected} />
      </p>
      <p className="flex justify-between text-lg">
        <span>{t('cashier.drawer.counted')}</span>
        {reading === null ? (
          <span className="text-act">{t('cashier.receivedInvalid')}</span>
        ) : (
          <Money amount={reading.total} />
        )}
      </p>
      <p className={`flex justify-between ${difference === 0 ? '' : 'text-act'}`} data-testid="count-difference">
        <span>{t('cashier.drawer.difference')}</span>
        <Money amount={difference} />
      </p>
      {difference === 0 ? null : (
        <TextField
          label={t('cashier.drawer.reason')}
          maxLength={80}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
          data-testid="count-reason"
        />
      )}
      <Button
        type="submit"
        tone="primary"
        shortcut="Enter"
        className="min-h-10 text-lg"
        disabled={!isReady || close.isPending}
        data-testid="close-drawer"
      >
        {t('cashier.drawer.close')}
      </Button>
      {close.error === null ? null : <ErrorCard error={close.error} />}
    </form>
  )
}
