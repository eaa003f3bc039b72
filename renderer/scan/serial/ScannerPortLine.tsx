import { useTranslation } from 'react-i18next'
import type { ScannerLink } from '../../../preload/contract/desk/scannerPort.ts'

/** One line on how the scanner's serial port stands, and what helps; nothing where no port is chosen. */
export const ScannerPortLine = ({ link }: { readonly link: ScannerLink | undefined }) => {
  const { t } = useTranslation()
  if (link === undefined || link.port === null || link.state === 'off') return null
  const { state } = link
  const isFine = state === 'open' || state === 'opening'
  return (
    <p
      role="status"
      data-testid="scanner-port-state"
      data-state={state}
      className={`text-sm ${isFine ? 'text-muted' : 'text-wait'}`}
    >
      {t(`scan.serial.${state}`, { path: link.port.path })}
    </p>
  )
}
