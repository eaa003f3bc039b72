import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import { goTo } from '../../app/navigation.ts'
import { useDeskMutation } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { momentWords } from '../../ui/format/date.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { NewPinForm } from './NewPinForm.tsx'
import { PinForm } from './PinForm.tsx'
import { StatusItem } from './StatusItem.tsx'
import { statusTones } from './statusTones.ts'

interface ProfessionalCardItemProps {
  readonly card: DeskStatus['professionalCard']
  readonly pins: DeskStatus['pins']
}

/** Who is signed in, since when; a person whom the settings don't know is shown by the masked id, with the way to add them. */
const Holder = ({ card }: { readonly card: DeskStatus['professionalCard'] }) => {
  const { t } = useTranslation()
  const { state, practitionerName, nationalIdMasked, since } = card
  if (state === 'removed') {
    return practitionerName === null ? null : <p>{t('status.hpc.removedWho', { name: practitionerName })}</p>
  }
  if (state !== 'verified') return null
  return (
    <>
      <p>
        {practitionerName === null ? null : `${t('status.hpc.who', { name: practitionerName })} `}
        <span className="text-sm text-muted">
          {since === null ? null : t('status.hpc.since', { time: momentWords(since, t) })}
        </span>
      </p>
      {practitionerName !== null || nationalIdMasked === null ? null : (
        <div className="flex flex-col items-start gap-2" data-testid="hpc-stranger">
          <p className="text-wait">{t('status.hpc.stranger', { id: nationalIdMasked })}</p>
          <Button onClick={() => goTo('settings')}>{t('status.hpc.goToSettings')}</Button>
        </div>
      )}
    </>
  )
}

/** What the person who is signed in can do with the card: sign out, or give it a new PIN. */
const SignedIn = ({ pins }: { readonly pins: DeskStatus['pins'] }) => {
  const { t } = useTranslation()
  const [step, setStep] = useState<'idle' | 'changing' | 'changed'>('idle')
  const { mutate, isPending, error } = useDeskMutation('professional:log-out')
  if (step === 'changing') {
    return (
      <NewPinForm
        kind="change"
        onDevice={pins.entry === 'device'}
        onDone={() => setStep('changed')}
        onCancel={() => setStep('idle')}
      />
    )
  }
  return (
    <>
      {step === 'changed' ? (
        <p role="status" data-testid="hpc-pin-changed">
          {t('status.hpc.pinChanged')}
        </p>
      ) : null}
      {error === null ? null : <ErrorCard error={error} />}
      <div className="flex gap-2">
        <Button data-testid="hpc-log-out" disabled={isPending} onClick={() => mutate({})}>
          {isPending ? t('status.hpc.loggingOut') : t('status.hpc.logOut')}
        </Button>
        {pins.professionalChange ? (
          <Button data-testid="hpc-change-pin" onClick={() => setStep('changing')}>
            {t('status.hpc.changePin')}
          </Button>
        ) : null}
      </div>
    </>
  )
}

/** The professional card in the status bar: who, since when, and everything that can be done about it. */
export const ProfessionalCardItem = ({ card, pins }: ProfessionalCardItemProps) => {
  const { t } = useTranslation()
  const onDevice = pins.entry === 'device'
  const needsPin = card.state === 'present' || card.state === 'pin-pending'
  const who = card.practitionerName ?? card.nationalIdMasked
  return (
    <StatusItem
      name="hpc"
      state={card.state}
      tone={statusTones.hpc[card.state]}
      label={t('status.hpc.label')}
      value={card.state === 'verified' && who !== null ? who : t(`status.hpc.state.${card.state}`)}
    >
      <p>{t(`status.hpc.explain.${card.state}`)}</p>
      <Holder card={card} />
      {needsPin ? <PinForm onDevice={onDevice} triesLeft={card.triesLeft} /> : null}
      {card.state === 'verified' ? <SignedIn pins={pins} /> : null}
      {card.state === 'locked' && pins.professionalChange ? <NewPinForm kind="unlock" onDevice={onDevice} /> : null}
    </StatusItem>
  )
}
