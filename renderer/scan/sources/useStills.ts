import { useEffect, useRef, useState } from 'react'
import type { CapturedScreen } from '../../../preload/contract/card/scan.ts'
import { type Searched, type Verdict, verdictOn } from '../acceptCodes.ts'
import type { Decoder } from '../decoder/decoder.ts'

/** A picture file, or the bare dots of a screen. */
export type SearchedPicture = Blob | CapturedScreen

/** How a search in still pictures stands. */
export type StillState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'reading'; readonly done: number; readonly of: number }
  | { readonly kind: 'failed'; readonly why: 'notAPicture' | 'failed' }

export interface Stills {
  readonly state: StillState
  /** Searches pictures; null when it was given up, or could not be done (see `state`). A new search ends the one before. */
  search(pictures: readonly SearchedPicture[]): Promise<Verdict | null>
  cancel(): void
}

/** Searching still pictures for codes, one search at a time. */
export const useStills = (decoder: Decoder | null): Stills => {
  const [state, setState] = useState<StillState>({ kind: 'idle' })
  const current = useRef<AbortController | null>(null)
  useEffect(() => () => current.current?.abort(), [])

  const search = async (pictures: readonly SearchedPicture[]): Promise<Verdict | null> => {
    current.current?.abort()
    const search = new AbortController()
    current.current = search
    const { signal } = search
    const show = (next: StillState): void => {
      if (!signal.aborted) setState(next)
    }
    if (decoder === null) return null
    const searched: Searched[] = []
    show({ kind: 'reading', done: 0, of: 1 })
    for (const picture of pictures) {
      const still = picture instanceof Blob ? await createImageBitmap(picture).catch(() => null) : picture
      if (still === null) {
        show({ kind: 'failed', why: 'notAPicture' })
        return null
      }
      const onProgress = (done: number, of: number): void => show({ kind: 'reading', done, of })
      const reading = await decoder.readStill(still, { onProgress, signal }).catch(() => null)
      if (signal.aborted) return null
      if (reading === null) {
        show({ kind: 'failed', why: 'failed' })
        return null
      }
      searched.push(reading)
    }
    show({ kind: 'idle' })
    return verdictOn(searched)
  }
  const cancel = (): void => {
    current.current?.abort()
    setState({ kind: 'idle' })
  }
  return { state, search, cancel }
}
