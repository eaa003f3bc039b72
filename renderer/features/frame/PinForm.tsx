import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDeskMutation } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorCard } from '../../ui/ErrorCard.tsx'
import { TextField } from '../../ui/Field.tsx'

/** Entry of the professional card's PIN. It leaves this form the moment it is sent, whatever the answer. */
export const PinForm = () => {
  const { t } = useTranslation()
  const [pin, setPin] = useState('')
  const [malformed, setMalformed] = useState(false)
  const { mutate, error, isPending } = useDeskMutation('professional:verify-pin')

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const plain = pin.normalize('NFKC')
    const wellFormed = /^\d{6,8}$/.test(plain)
    setMalformed(!wellFormed)
    if (!wellFormed || isPending) return
    setPin('')
    mutate({ pin: plain })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      <div className="flex items-end gap-2">
        <TextField
          label={t('status.hpc.pin')}
          hint={t('status.hpc.pinPrivacy')}
          error={malformed ? t('status.hpc.pinInvalid') : undefined}
          fieldClassName="flex-1"
          type="password"
          inputMode="numeric"
          maxLength={8}
          autoComplete="off"
          data-testid="hpc-pin"
          value={pin}
          onChange={(event) => setPin(event.target.value)}
        />
        <Button type="submit" tone="primary" disabled={isPending} className="mb-6" data-testid="hpc-verify">
          {isPending ? t('status.hpc.verifying') : t('status.hpc.verify')}
        </Button>
      </div>
      {error === null ? null : <ErrorCard error={error} />}
    </form>
  )
}
