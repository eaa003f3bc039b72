import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSecretMutation } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { belongsToInputMethod } from '../../ui/fields/inputMethod.ts'
import { SecretField } from '../../ui/fields/SecretField.tsx'
import { plainDigits, useSecret } from '../../ui/fields/useSecret.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'

interface NewPinFormProps {
  /** `change` by whoever is signed in, `unlock` by the PUK of a locked card. */
  readonly kind: 'change' | 'unlock'
  /** PIN and PUK are typed on the reader: none is asked for here. */
  readonly onDevice: boolean
  /** Told once the card has its new PIN. */
  readonly onDone?: () => void
  /** The way back; a locked card has none. */
  readonly onCancel?: () => void
}

const pinForm = /^\d{6,8}$/

/** A new PIN for the professional card, typed twice. What was typed leaves this form the moment it is sent. */
export const NewPinForm = ({ kind, onDevice, onDone, onCancel }: NewPinFormProps) => {
  const { t } = useTranslation()
  const puk = useSecret(/^\d{4,12}$/)
  const pin = useSecret(pinForm)
  const again = useSecret(pinForm)
  const [differs, setDiffers] = useState(false)
  const change = useSecretMutation('professional:change-pin', onDone)
  const unlock = useSecretMutation('professional:unlock', onDone)
  const isPending = change.isPending || unlock.isPending
  const error = change.error ?? unlock.error

  const send = (pukTyped: string | null, newPin: string | null): void =>
    kind === 'unlock' ? unlock.send({ puk: pukTyped, newPin }) : change.send({ newPin })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isPending) return
    if (onDevice) {
      send(null, null)
      return
    }
    const areDifferent = plainDigits(pin.typed) !== plainDigits(again.typed)
    setDiffers(areDifferent)
    const asked = kind === 'unlock' ? [puk, pin] : [pin]
    // All of them are checked, so that every mistake is marked at once, before anything is taken off the screen.
    const areFit = asked.map((secret) => secret.check()).every(Boolean)
    if (areDifferent || !areFit) return
    again.clear()
    send(kind === 'unlock' ? puk.take() : null, pin.take())
  }
  const words =
    kind === 'unlock'
      ? { go: t('status.hpc.unlock'), going: t('status.hpc.unlocking') }
      : { go: t('status.hpc.changePin'), going: t('status.hpc.changing') }
  return (
    <form
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || onCancel === undefined || belongsToInputMethod(event.nativeEvent)) return
        event.stopPropagation()
        onCancel()
      }}
      className="flex flex-col gap-2"
      data-testid={`hpc-${kind}-form`}
    >
      {onDevice ? (
        <p>{t('status.hpc.onDevice')}</p>
      ) : (
        <>
          {kind === 'unlock' ? (
            <SecretField
              label={t('status.hpc.puk')}
              invalid={t('status.hpc.pukInvalid')}
              maxLength={12}
              secret={puk}
              testId="hpc-puk"
            />
          ) : null}
          <div className="flex gap-2">
            <SecretField
              label={t('status.hpc.newPin')}
              invalid={t('status.hpc.pinInvalid')}
              maxLength={8}
              autoFocus={kind === 'change'}
              secret={pin}
              testId="hpc-new-pin"
            />
            <SecretField
              label={t('status.hpc.newPinAgain')}
              invalid={t('status.hpc.pinInvalid')}
              maxLength={8}
              secret={again}
              testId="hpc-new-pin-again"
            />
          </div>
          {differs ? <p className="text-sm text-act">{t('status.hpc.pinDiffers')}</p> : null}
          <p className="text-sm text-muted">{t('status.hpc.pinPrivacy')}</p>
        </>
      )}
      {error === null ? null : <ErrorCard error={error} />}
      <div className="flex gap-2">
        <Button type="submit" tone="primary" disabled={isPending} data-testid={`hpc-${kind}`}>
          {isPending ? words.going : words.go}
        </Button>
        {onCancel === undefined ? null : <Button onClick={onCancel}>{t('status.hpc.cancel')}</Button>}
      </div>
    </form>
  )
}
