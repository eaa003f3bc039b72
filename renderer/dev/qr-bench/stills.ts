import { Html5Qrcode, Html5QrcodeSupportedFormats } from 'html5-qrcode'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { openDecoder } from '../../scan/decoder/decoder.ts'
import type { StillRead, StillReader } from './types.ts'

const decoder = openDecoder()
const plainReady = prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true })

const place = document.createElement('div')
place.id = 'html5-qrcode-stills'
document.body.append(place)
/** html5-qrcode as it comes, but for its formats: what it can do with nothing else to look for. */
const html5 = new Html5Qrcode(place.id, {
  verbose: false,
  useBarCodeDetectorIfSupported: false,
  formatsToSupport: [Html5QrcodeSupportedFormats.QR_CODE],
})

const readers: Readonly<Record<StillReader, (file: File) => Promise<Omit<StillRead, 'ms'>>>> = {
  ours: async (file) => {
    const { codes, attempt } = await decoder.readStill(await createImageBitmap(file))
    return { texts: codes.map(({ text }) => text), attempt }
  },
  plain: async (file) => {
    await plainReady
    const results = await readBarcodes(file, { formats: ['QRCode'] })
    return { texts: results.filter(({ isValid }) => isValid).map(({ text }) => text), attempt: null }
  },
  'html5-qrcode': async (file) => {
    const read = await html5.scanFileV2(file, false).catch(() => null)
    return { texts: read === null ? [] : [read.decodedText], attempt: null }
  },
}

/** Reads the picture at an address of the bench's own server by one of the readers. */
export const readStillAt = async (reader: StillReader, address: string): Promise<StillRead> => {
  const blob = await (await fetch(address)).blob()
  const file = new File([blob], 'picture', { type: blob.type })
  const startedAt = performance.now()
  const read = await readers[reader](file)
  return { ...read, ms: performance.now() - startedAt }
}
