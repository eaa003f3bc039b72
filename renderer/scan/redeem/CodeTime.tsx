import { useTranslation } from 'react-i18next'
import { useServerNow } from '../../bridge/status.ts'
import { codeTimeLeft } from '../../ui/format/virtualTime.ts'

/** How long the scanned code can still be good; only a help, the NHI's answer decides. */
export const CodeTime = ({ scannedAt }: { readonly scannedAt: number }) => {
  const { t } = useTranslation()
  const time = codeTimeLeft(scannedAt, useServerNow(1_000))
  return (
    // A timer is not read out at each of its steps, nor what it stands in.
    <p role="timer" className="text-sm" data-testid="code-time">
      {time === null ? t('virtualCard.codeOver') : t('virtualCard.codeTime', { time })}
    </p>
  )
}
