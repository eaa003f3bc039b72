import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScanSource } from '../../../preload/contract/scan.ts'
import { useSecretMutation } from '../../bridge/query.ts'
import { useKeyboardScanner } from '../../scan/useKeyboardScanner.ts'
import type { Note, OnScanned } from '../../scan/useScan.ts'
import { ErrorCard } from '../../ui/ErrorCard.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Loading } from '../../ui/Waiting.tsx'
import { setScanning, useScanning } from './scanning.ts'

const ScanPanel = lazy(() => import('../../scan/ScanPanel.tsx').then((module) => ({ default: module.ScanPanel })))

/** The scan beside the form. What was scanned goes to main and is not kept here; its holder comes back as the card of this desk. */
export const ScanSide = () => {
  const { t } = useTranslation()
  const scanning = useScanning()
  const [told, setTold] = useState<Note | null>(null)
  const [source, setSource] = useState<ScanSource | null>(null)
  const close = (): void => {
    setTold(null)
    setSource(null)
    setScanning(false)
  }
  const { send, error, isPending } = useSecretMutation('virtual-card:accept', close)
  const onScanned: OnScanned = (text, from) => {
    if (isPending) return
    setTold(null)
    setSource(from)
    setScanning(true)
    send({ text, source: from, encounterId: null })
  }
  useKeyboardScanner(onScanned, (note) => {
    setTold(note)
    setScanning(true)
  })
  if (!scanning) return null
  return (
    <aside className="flex min-h-0 w-88 shrink-0 flex-col overflow-y-auto border-l border-line @max-4xl:w-full @max-4xl:border-t @max-4xl:border-l-0">
      {source === null ? null : (
        <div className="px-4 pt-3" data-testid="scan-result" data-source={source}>
          {error === null ? (
            <Notice tone="wait">{t('scan.redeeming', { source: t(`scan.from.${source}`) })}</Notice>
          ) : (
            <ErrorCard error={error} />
          )}
        </div>
      )}
      <Suspense fallback={<Loading />}>
        <ScanPanel told={told} onScanned={onScanned} onClose={close} />
      </Suspense>
    </aside>
  )
}
