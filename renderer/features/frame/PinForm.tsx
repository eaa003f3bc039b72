import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useSecretMutation } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { SecretField } from '../../ui/fields/SecretField.tsx'
import { useSecret } from '../../ui/fields/useSecret.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'

interface PinFormProps {
  /** The PIN is typed on the reader: none is asked for here. */
  readonly onDevice: boolean
  /** At most so many tries before the card locks; null when none was wrong. */
  readonly triesLeft: number | null
}

/** Entry of the professional card's PIN. It leaves this form the moment it is sent, whatever the answer. */
export const PinForm = ({ onDevice, triesLeft }: PinFormProps) => {
  const { t } = useTranslation()
  const pin = useSecret(/^\d{6,8}$/)
  const { send, error, isPending } = useSecretMutation('professional:verify-pin')

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isPending) return
    const taken = onDevice ? null : pin.take()
    if (onDevice || taken !== null) send({ pin: taken })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      {onDevice ? (
        <div className="flex items-center justify-between gap-2">
          <p>{t('status.hpc.onDevice')}</p>
          <Button type="submit" tone="primary" disabled={isPending} data-testid="hpc-verify">
            {isPending ? t('status.hpc.verifying') : t('status.hpc.startOnDevice')}
          </Button>
        </div>
      ) : (
        <div className="flex items-end gap-2">
          <SecretField
            label={t('status.hpc.pin')}
            hint={t('status.hpc.pinPrivacy')}
            invalid={t('status.hpc.pinInvalid')}
            maxLength={8}
            secret={pin}
            testId="hpc-pin"
          />
          <Button type="submit" tone="primary" disabled={isPending} className="mb-6" data-testid="hpc-verify">
            {isPending ? t('status.hpc.verifying') : t('status.hpc.verify')}
          </Button>
        </div>
      )}
      {error === null ? null : <ErrorCard error={error} />}
      {triesLeft === null || triesLeft === 0 ? null : (
        <p className="text-act" data-testid="hpc-tries-left">
          {t('status.hpc.triesLeft', { count: triesLeft })}
        </p>
      )}
    </form>
  )
}
