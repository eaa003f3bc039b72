import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { SlowHint } from '../../ui/notices/Waiting.tsx'
import { StepLine } from '../../ui/visit/StepLine.tsx'
import { CodeTime } from './CodeTime.tsx'
import { useInTheWay } from './inTheWay.ts'
import { giveUpRedeeming, switchPatient } from './redeem.ts'
import { closeScan, type ScanWork } from './scanDesk.ts'

/** The NHI is asked: how far it is, how long the code is good at most, and the way out. */
const Redeeming = ({ doing }: { readonly doing: Extract<ScanWork, { kind: 'redeeming' }> }) => {
  const { t } = useTranslation()
  const step = (name: 'scan' | 'redeem' | 'authenticate', state: 'done' | 'running' | 'ahead') => ({
    name,
    label: t(`card.step.${name}`),
    state,
    ms: null,
  })
  return (
    <div className="flex flex-col gap-2" data-testid="scan-redeeming">
      <StepLine steps={[step('scan', 'done'), step('redeem', 'running'), step('authenticate', 'ahead')]} />
      <CodeTime scannedAt={doing.scanned.at} />
      {doing.isBusy ? (
        <div data-testid="scan-busy">
          <Notice tone="wait">
            {t('error.VIRTUAL_CARD_BUSY.title')} {t('error.VIRTUAL_CARD_BUSY.safe')}
          </Notice>
        </div>
      ) : null}
      <SlowHint />
      <div className="flex flex-wrap items-center gap-2">
        <Button autoFocus shortcut="Esc" data-testid="give-up-redeeming" onClick={giveUpRedeeming}>
          {t('virtualCard.giveUp')}
        </Button>
        <span className="text-sm text-muted">{t('virtualCard.giveUpHint')}</span>
      </div>
    </div>
  )
}

/**
 * Somebody else is on the screen. Enter keeps them: a code that was read by chance changes nothing. Once they have gone there is
 * nobody to keep, and it is asked anew, because a code that is sent is used up.
 */
const SwitchQuestion = ({ doing }: { readonly doing: Extract<ScanWork, { kind: 'asking' }> }) => {
  const { t } = useTranslation()
  const name = useInTheWay()
  const words = name === null ? 'gone' : 'switch'
  const change = (): void => void switchPatient()
  const [first, second] = name === null ? ([change, closeScan] as const) : ([closeScan, change] as const)
  return (
    <section
      role="alert"
      className="flex flex-col gap-2 rounded-md bg-wait-soft px-3 py-2 text-ink"
      data-testid="switch-question"
      data-person={name === null ? 'gone' : 'here'}
    >
      <p className="font-semibold text-wait">{t(`virtualCard.${words}.ask`, { name })}</p>
      <p className="text-sm">{t(`virtualCard.${words}.safe`, { name })}</p>
      <CodeTime scannedAt={doing.scanned.at} />
      <div className="flex flex-wrap gap-2">
        <Button
          autoFocus
          tone="primary"
          shortcut="Enter"
          data-testid={name === null ? 'switch-change' : 'switch-keep'}
          onClick={first}
        >
          {t(`virtualCard.${words}.first`, { name })}
        </Button>
        <Button data-testid={name === null ? 'switch-leave' : 'switch-change'} onClick={second}>
          {t(`virtualCard.${words}.second`)}
        </Button>
      </div>
    </section>
  )
}

/** What is happening to the code that was scanned last; nothing while it is being refused (`Refusal`) or there is none. */
export const ScanProgress = ({ doing }: { readonly doing: ScanWork }) => {
  const { t } = useTranslation()
  if (doing.kind === 'redeeming') return <Redeeming doing={doing} />
  if (doing.kind === 'asking') return <SwitchQuestion doing={doing} />
  if (doing.kind === 'over') {
    return (
      <div data-testid="scan-over">
        <Notice tone="wait">
          <span className="flex-1">{t('virtualCard.codeOver')}</span>
          {/* Minutes after the scan the focus may be wanted elsewhere. */}
          <Button shortcut="Esc" onClick={closeScan}>
            {t('app.close')}
          </Button>
        </Notice>
      </div>
    )
  }
  return doing.kind === 'known' ? (
    <div data-testid="scan-known">
      <Notice>
        <span className="flex-1">{t('virtualCard.known')}</span>
        <Button autoFocus shortcut="Esc" onClick={closeScan}>
          {t('app.close')}
        </Button>
      </Notice>
    </div>
  ) : null
}
