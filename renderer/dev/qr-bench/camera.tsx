import { QueryClientProvider } from '@tanstack/react-query'
import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill'
import { Html5Qrcode, Html5QrcodeSupportedFormats } from 'html5-qrcode'
import { createRoot } from 'react-dom/client'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { queryClient } from '../../bridge/query.ts'
import { startLanguage } from '../../i18n/language.ts'
import { ScanPanel } from '../../scan/ScanPanel.tsx'
import { type CameraLog, type CameraReader, markCells, markSide } from './types.ts'

const log: CameraLog = { begun: [], scanned: [], newest: null }
const framesPerSecond = 30
export const cameraLog = (): CameraLog => log

const onScanned = (text: string): void => {
  if (log.scanned.at(-1)?.text === text) return
  log.scanned.push({ text, at: performance.now(), number: log.newest?.number ?? 0 })
}

/** Watches the preview itself: how many pictures it has shown, and the mark that tells when a clip has begun. */
const watch = (video: HTMLVideoElement): void => {
  const context = new OffscreenCanvas(markCells, 1).getContext('2d', { willReadFrequently: true })
  let wasClip = false
  const look: VideoFrameRequestCallback = (at, { presentedFrames: number }) => {
    log.newest = { at, number }
    context?.drawImage(video, 0, 0, markSide * markCells, markSide, 0, 0, markCells, 1)
    const { data } = context?.getImageData(0, 0, markCells, 1) ?? { data: [] }
    const isWhite = (cell: number): boolean => (data[cell * 4] ?? 0) > 128
    if (isWhite(0) && !wasClip) {
      const missed = [1, 2, 3, 4].reduce((sum, cell) => sum + (isWhite(cell) ? 2 ** (cell - 1) : 0), 0)
      log.begun.push({ at: at - (missed * 1_000) / framesPerSecond, number: number - missed })
    }
    wasClip = isWhite(0)
    video.requestVideoFrameCallback(look)
  }
  video.requestVideoFrameCallback(look)
}

const videoThere = async (): Promise<HTMLVideoElement> => {
  for (;;) {
    const video = document.querySelector('video')
    if (video !== null) return video
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const runHtml5 = async (place: HTMLElement, useBarCodeDetectorIfSupported: boolean): Promise<void> => {
  // Its own engine gets every dot of the camera; with a BarcodeDetector it has to do in the panel's place.
  place.style.width = useBarCodeDetectorIfSupported ? '320px' : '640px'
  if (useBarCodeDetectorIfSupported) {
    await prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true })
    Object.assign(window, { BarcodeDetector })
  }
  const formatsToSupport = [Html5QrcodeSupportedFormats.QR_CODE]
  const scanner = new Html5Qrcode(place.id, { verbose: false, useBarCodeDetectorIfSupported, formatsToSupport })
  await scanner.start({ facingMode: 'user' }, { fps: 30, disableFlip: true }, onScanned, undefined)
}

/** Starts one way of reading the camera; everything it does is found in the log. */
export const startCamera = async (reader: CameraReader): Promise<void> => {
  const place = document.getElementById('root')
  if (place === null) throw new Error('the page has no root')
  if (reader === 'ours') {
    startLanguage()
    createRoot(place).render(
      <QueryClientProvider client={queryClient}>
        <div className="w-88">
          <ScanPanel onScanned={onScanned} onClose={() => undefined} />
        </div>
      </QueryClientProvider>,
    )
  } else {
    void runHtml5(place, reader === 'html5-qrcode with BarcodeDetector')
  }
  watch(await videoThere())
}
