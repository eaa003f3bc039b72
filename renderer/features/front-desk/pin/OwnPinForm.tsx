import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSecretMutation } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { SecretField } from '../../../ui/fields/SecretField.tsx'
import { Segmented } from '../../../ui/fields/Segmented.tsx'
import { plainDigits, useSecret } from '../../../ui/fields/useSecret.ts'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'

type Act = 'change' | 'disable'

interface OwnPinFormProps {
  /** The card is known to have a PIN, so the old one is asked for. */
  readonly isPinned: boolean
  /** PINs are typed on the reader: none is asked for here. */
  readonly onDevice: boolean
  readonly onDone: (act: Act) => void
}

const pinForm = /^\d{4,6}$/

/** Sets, changes or removes the PIN of the patient's card. What was typed leaves the screen the moment it is sent. */
export const OwnPinForm = ({ isPinned, onDevice, onDone }: OwnPinFormProps) => {
  const { t } = useTranslation()
  const [act, setAct] = useState<Act>('change')
  const [differs, setDiffers] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const old = useSecret(pinForm)
  const pin = useSecret(pinForm)
  const again = useSecret(pinForm)
  const change = useSecretMutation('patient-pin:change', () => onDone('change'))
  const disable = useSecretMutation('patient-pin:disable', () => onDone('disable'))
  const isPending = change.isPending || disable.isPending
  const { error } = act === 'change' ? change : disable
  const needsOld = isPinned || act === 'disable'

  // After a failure everything is typed anew, from the first field.
  useEffect(() => {
    if (error !== null) form.current?.querySelector<HTMLInputElement>('input[type=password]')?.focus()
  }, [error])

  const clear = (): void => {
    for (const secret of [old, pin, again]) secret.clear()
    setDiffers(false)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isPending) return
    if (onDevice) {
      if (act === 'change') change.send({ pin: null, newPin: null })
      else disable.send({ pin: null })
      return
    }
    const areDifferent = act === 'change' && plainDigits(pin.typed) !== plainDigits(again.typed)
    setDiffers(areDifferent)
    const asked = [...(needsOld || old.typed !== '' ? [old] : []), ...(act === 'change' ? [pin] : [])]
    // All of them are checked, so that every mistake is marked at once, before anything is taken off the screen.
    const areFit = asked.map((secret) => secret.check()).every(Boolean)
    if (areDifferent || !areFit) return
    const present = asked.includes(old) ? old.take() : null
    if (act === 'change') change.send({ pin: present, newPin: pin.take() })
    else disable.send({ pin: present })
    clear()
  }
  return (
    <form ref={form} onSubmit={submit} className="flex flex-col gap-3" data-testid="own-pin-form">
      <Segmented
        label={t('card.ownPin.what')}
        labelHidden
        options={[
          { value: 'change', label: t('card.ownPin.change') },
          { value: 'disable', label: t('card.ownPin.disable') },
        ]}
        value={act}
        onChange={(next) => {
          clear()
          setAct(next)
        }}
        testId="own-pin-act"
      />
      {onDevice ? (
        <p>{act === 'change' ? t('card.ownPin.onDevice') : t('card.ownPin.onDeviceDisable')}</p>
      ) : (
        <>
          <SecretField
            autoFocus
            label={t('card.ownPin.old')}
            hint={needsOld ? t('card.ownPin.oldNeeded') : t('card.ownPin.oldHint')}
            invalid={t('card.pin.invalid')}
            maxLength={6}
            secret={old}
            testId="own-pin-old"
          />
          {act === 'change' ? (
            <div className="flex gap-2">
              <SecretField
                label={t('card.ownPin.new')}
                invalid={t('card.pin.invalid')}
                maxLength={6}
                secret={pin}
                testId="own-pin-new"
              />
              <SecretField
                label={t('card.ownPin.again')}
                invalid={t('card.pin.invalid')}
                maxLength={6}
                secret={again}
                testId="own-pin-again"
              />
            </div>
          ) : null}
          {differs ? (
            <p role="alert" className="text-sm text-act" data-testid="own-pin-differs">
              {t('card.ownPin.differs')}
            </p>
          ) : null}
          <p className="text-sm text-muted">{t('card.pin.privacy')}</p>
        </>
      )}
      {error === null || isPending ? null : <ErrorCard error={error} />}
      <Button type="submit" tone="primary" disabled={isPending} className="self-start" data-testid="own-pin-go">
        {isPending ? t('card.ownPin.going') : act === 'change' ? t('card.ownPin.goChange') : t('card.ownPin.goDisable')}
      </Button>
    </form>
  )
}
