import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CardSession } from '../../../../preload/contract/card/card.ts'
import { useDeskQuery } from '../../../bridge/query.ts'
import { useStatus } from '../../../bridge/status.ts'
import { Button } from '../../../ui/Button.tsx'
import { Kbd } from '../../../ui/Kbd.tsx'
import { ErrorCard } from '../../../ui/notices/ErrorCard.tsx'
import { OwnPinForm } from './OwnPinForm.tsx'
import { closeOwnPin, knowPinned, knowUnpinned, useOwnPin } from './ownPinStore.ts'

/** Why the PIN can't be seen to here and now; said in place of trying it. */
const hindrance = (session: CardSession | null, isOffered: boolean) => {
  if (!isOffered) return 'NOT_OFFERED'
  if (session === null) return 'CARD_ABSENT'
  return session.medium === 'virtual' ? 'PLASTIC_CARD_NEEDED' : null
}

const OfCard = ({ session, onDevice }: { readonly session: CardSession; readonly onDevice: boolean }) => {
  const { t } = useTranslation()
  const [done, setDone] = useState<'change' | 'disable' | null>(null)
  const isPinned =
    useOwnPin(({ pinnedSession }) => pinnedSession) === session.sessionId ||
    session.fault?.code === 'PATIENT_PIN_NEEDED'
  if (done !== null) {
    return (
      <>
        <p role="status" data-testid="own-pin-done" data-act={done}>
          {done === 'change' ? t('card.ownPin.changed') : t('card.ownPin.disabled')}
        </p>
        <Button autoFocus tone="primary" className="self-start" onClick={closeOwnPin}>
          {t('card.ownPin.close')}
        </Button>
      </>
    )
  }
  return (
    <OwnPinForm
      isPinned={isPinned}
      onDevice={onDevice}
      onDone={(act) => {
        if (act === 'change') knowPinned(session.sessionId)
        else knowUnpinned()
        setDone(act)
      }}
    />
  )
}

const Layer = () => {
  const { t } = useTranslation()
  const session = useDeskQuery('card:current', {}).data ?? null
  const pins = useStatus()?.pins
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const { current } = dialog
    current?.showModal()
    // The first field, not the choice above it; without a field the button that goes on.
    current?.querySelector<HTMLElement>('input[type=password], button')?.focus()
    return () => current?.close()
  }, [])
  const code = hindrance(session, pins?.patient === true)
  return (
    <dialog
      ref={dialog}
      data-layer
      data-testid="own-pin"
      aria-label={t('card.ownPin.title')}
      onClose={closeOwnPin}
      className="layer mx-auto mt-[12vh] w-120 max-w-[92vw] p-4 text-base backdrop:bg-ground/60"
    >
      <div className="flex flex-col gap-3">
        <header className="flex items-center gap-2">
          <h2 className="flex-1 text-lg font-semibold">
            {t('card.ownPin.title')} {session?.holder?.name}
          </h2>
          <Kbd>Esc</Kbd>
        </header>
        <p className="text-sm text-muted">{t('card.ownPin.explain')}</p>
        {code === null && session !== null ? (
          <OfCard key={session.sessionId} session={session} onDevice={pins?.entry === 'device'} />
        ) : (
          <ErrorCard error={{ code: code ?? 'CARD_ABSENT', retryable: false }}>
            <Button autoFocus onClick={closeOwnPin}>
              {t('card.ownPin.close')}
            </Button>
          </ErrorCard>
        )}
      </div>
    </dialog>
  )
}

/** 健保卡密碼: a small layer over the front desk, for the card in the reader alone; gone with the screen. */
export const OwnPinLayer = () => {
  const open = useOwnPin(({ open }) => open)
  useEffect(() => closeOwnPin, [])
  return open ? <Layer /> : null
}
