import { X } from 'lucide-react'
import { type DragEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { belongsToInputMethod } from '../ui/fields/inputMethod.ts'
import { verdictOn } from './acceptCodes.ts'
import { CameraBox } from './CameraBox.tsx'
import { PictureSources } from './PictureSources.tsx'
import { ScanNotes } from './ScanNotes.tsx'
import { pictureIn } from './sources/pictures.ts'
import { useStills } from './sources/useStills.ts'
import { useDecoder } from './useDecoder.ts'
import { type Note, type OnScanned, useScan } from './useScan.ts'

interface ScanPanelProps {
  /** A text that may be a virtual NHI card, and where it came from. Called once for each code. */
  readonly onScanned: OnScanned
  readonly onClose: () => void
  /** What the keyboard scanner's last scan has to be told of; it is heard by the screen, also while no panel stands. */
  readonly told?: Note | null
}

/** Scanning from camera, picture, clipboard, screen or a scanner; stands beside a form and never over it. */
export const ScanPanel = ({ onScanned, onClose, told = null }: ScanPanelProps) => {
  const { t } = useTranslation()
  const decoder = useDecoder()
  const scan = useScan(onScanned, told)
  const stills = useStills(decoder)
  const panel = useRef<HTMLElement>(null)

  useEffect(() => {
    // What has to be said about a scanned code stands above, with its way on under Enter.
    const focused = document.activeElement
    const isBeside = panel.current?.parentElement?.contains(focused) === true && focused !== panel.current
    if (!isBeside) panel.current?.focus()
  }, [])
  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    const picture = pictureIn(event.dataTransfer)
    if (picture === null) return
    scan.say(null)
    void stills.search([picture]).then((verdict) => scan.accept(verdict, 'image'))
  }

  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-label={t('scan.title')}
      data-testid="scan-panel"
      onKeyDown={({ key, nativeEvent }) => {
        if (key === 'Escape' && !belongsToInputMethod(nativeEvent)) onClose()
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
      className="flex min-h-0 flex-col gap-3 overflow-y-auto p-4 outline-none"
    >
      <div className="flex items-center gap-2">
        <h2 className="min-w-0 flex-1 font-semibold">{t('scan.title')}</h2>
        <Button
          tone="quiet"
          shortcut="Esc"
          icon={<X className="size-4" aria-hidden />}
          data-testid="scan-close"
          onClick={onClose}
        >
          {t('app.close')}
        </Button>
      </div>
      <p className="text-sm text-muted">{t('scan.hint')}</p>
      <CameraBox
        decoder={decoder}
        onReading={({ codes, width, height }) => {
          if (codes.length > 0) scan.accept(verdictOn([{ codes, width, height }]), 'camera')
        }}
      >
        <ScanNotes scan={scan} stills={stills} />
      </CameraBox>
      <PictureSources stills={stills} scan={scan} />
    </section>
  )
}
