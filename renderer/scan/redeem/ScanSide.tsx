import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useDeskQuery } from '../../bridge/query.ts'
import { Loading } from '../../ui/notices/Waiting.tsx'
import { ScannerPortLine } from '../serial/ScannerPortLine.tsx'
import { useSerialScanner } from '../serial/useSerialScanner.ts'
import { useKeyboardScanner } from '../useKeyboardScanner.ts'
import type { OnScanned } from '../useScan.ts'
import { useFocusBack } from './focusBack.ts'
import { Refusal } from './Refusal.tsx'
import { leaveScan, patientIsHere, takeScanned } from './redeem.ts'
import { ScanProgress } from './ScanProgress.tsx'
import { stepAside, tell, useScanDesk } from './scanDesk.ts'

const ScanPanel = lazy(() => import('../ScanPanel.tsx').then((module) => ({ default: module.ScanPanel })))

const onScanned: OnScanned = (text, source) => void takeScanned(text, source)

/** The scan beside every screen; it hears a barcode scanner also while it is not to be seen. */
export const ScanSide = () => {
  const { t } = useTranslation()
  const { open, sources, visit, told, work, round } = useScanDesk()
  const session = useDeskQuery('card:current', {}).data ?? null
  useFocusBack(open)
  useKeyboardScanner(onScanned, tell)
  useSerialScanner(onScanned, tell)
  const scannerPort = useDeskQuery('scanner-port:current', {}).data
  // biome-ignore lint/correctness/useExhaustiveDependencies: another card on the screen is the reason to look
  useEffect(() => {
    if (patientIsHere()) stepAside()
  }, [session?.sessionId])
  if (!open) return null
  return (
    <aside
      aria-label={t('scan.title')}
      className="flex min-h-0 w-88 shrink-0 flex-col overflow-y-auto border-l border-line bg-ground @max-4xl:order-first @max-4xl:max-h-3/4 @max-4xl:w-full @max-4xl:border-b @max-4xl:border-l-0"
    >
      {visit === null ? null : (
        <p className="px-4 pt-3 font-semibold" data-testid="scan-for">
          {t('virtualCard.scanFor', { name: visit.patientName })}
        </p>
      )}
      {work.kind === 'nothing' ? null : (
        <div
          className="px-4 pt-3"
          data-testid="scan-result"
          data-source={work.scanned.source}
          data-length={work.scanned.length}
        >
          <ScanProgress doing={work} />
          {work.kind === 'refused' ? (
            <Refusal key={work.scanned.at} error={work.error} scanned={work.scanned} visit={visit} />
          ) : null}
        </div>
      )}
      {sources ? (
        <Suspense fallback={<Loading />}>
          <ScanPanel key={round} told={told} onScanned={onScanned} onClose={leaveScan} />
          <div className="px-4 pb-3 empty:hidden">
            <ScannerPortLine link={scannerPort} />
          </div>
        </Suspense>
      ) : null}
    </aside>
  )
}
