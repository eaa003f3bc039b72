import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useSecretMutation } from '../../../bridge/query.ts'
import { useStatus } from '../../../bridge/status.ts'
import { Button } from '../../../ui/Button.tsx'
import { SecretField } from '../../../ui/fields/SecretField.tsx'
import { useSecret } from '../../../ui/fields/useSecret.ts'
import { knowPinned } from './ownPinStore.ts'

/** Entry of the PIN that a patient has put on the card; the authentication goes on by itself once it is right. */
export const PatientPinForm = ({ sessionId }: { readonly sessionId: string }) => {
  const { t } = useTranslation()
  const pins = useStatus()?.pins
  const pin = useSecret(/^\d{4,6}$/)
  const { send, error, isPending } = useSecretMutation('patient-pin:verify', () => knowPinned(sessionId))
  if (pins?.patient !== true) return null
  const onDevice = pins.entry === 'device'

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isPending) return
    const taken = onDevice ? null : pin.take()
    if (onDevice || taken !== null) send({ pin: taken })
  }
  return (
    <form onSubmit={submit} className="flex basis-full flex-col gap-1 text-ink" data-testid="patient-pin-form">
      <div className="flex max-w-md items-end gap-2">
        {onDevice ? (
          <p className="flex-1">{t('card.pin.onDevice')}</p>
        ) : (
          <SecretField
            autoFocus
            label={t('card.pin.label')}
            hint={t('card.pin.privacy')}
            invalid={t('card.pin.invalid')}
            maxLength={6}
            secret={pin}
            testId="patient-pin"
          />
        )}
        <Button
          type="submit"
          tone="primary"
          disabled={isPending}
          className={onDevice ? '' : 'mb-6'}
          data-testid="patient-pin-verify"
        >
          {isPending ? t('card.pin.verifying') : onDevice ? t('card.pin.start') : t('card.pin.verify')}
        </Button>
      </div>
      {error === null ? null : (
        <p role="alert" className="text-act" data-testid="patient-pin-error" data-code={error.code}>
          {t(`error.${error.code}.title`)} {t(`error.${error.code}.next`)}
        </p>
      )}
    </form>
  )
}
