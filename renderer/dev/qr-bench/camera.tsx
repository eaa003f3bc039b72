import { QueryClientProvider } from '@tanstack/react-query'
import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill'
import { Html5Qrcode, Html5QrcodeSupportedFormats } from 'html5-qrcode'
import { createRoot } from 'react-dom/client'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { queryClient } from '../../bridge/query.ts'
import { startLanguage } from '../../i18n/language.ts'
import { ScanPanel } from '../../scan/ScanPanel.tsx'
import type { CameraLog, CameraReader } from './types.ts'

const log: CameraLog = { begun: [], scanned: [], handed: [], pictures: [] }
export const cameraLog = (): CameraLog => log

const onScanned = (text: string): void => {
  if (log.scanned.at(-1)?.text !== text) log.scanned.push({ text, at: performance.now() })
}

/** Watches the preview itself: each of its pictures, and the mark that tells when a clip begins. */
const watch = (video: HTMLVideoElement): void => {
  const canvas = new OffscreenCanvas(1, 1)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  let wasWhite = false
  const look = (now: number): void => {
    log.pictures.push(now)
    context?.drawImage(video, 2, 2, 4, 4, 0, 0, 1, 1)
    const isWhite = (context?.getImageData(0, 0, 1, 1).data[0] ?? 0) > 128
    if (isWhite && !wasWhite) log.begun.push(now)
    wasWhite = isWhite
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

const countFrames = (): void => {
  const post = Worker.prototype.postMessage
  Worker.prototype.postMessage = function count(this: Worker, message: { kind?: string }, ...rest: never[]) {
    if (message.kind === 'frame') log.handed.push(performance.now())
    post.call(this, message, ...rest)
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
    countFrames()
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
