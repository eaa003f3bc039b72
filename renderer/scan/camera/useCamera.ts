import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { savePreferences, usePreferences } from '../../bridge/preferences.ts'
import type { Decoder } from '../decoder/decoder.ts'
import type { FrameReading } from '../decoder/messages.ts'
import { type Camera, listCameras, openCamera } from './camera.ts'
import { afterGone, type CameraChoice, type CameraProblem, cameraProblemOf, cameraToOpen } from './cameraProblem.ts'
import { type Guidance, guidanceOf, noGuidance, steadied } from './guidance.ts'

/** A camera that shows no picture by then will not: another program may hold it without saying so. */
const longestStartMs = 10_000

export type CameraState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly cameraId: string | null; readonly hasTorch: boolean }
  | { readonly kind: 'problem'; readonly problem: CameraProblem }

export interface CameraView {
  readonly state: CameraState
  readonly cameras: readonly CameraChoice[]
  /** The camera that is looking, or the one that is being opened; null where the browser chooses. */
  readonly cameraId: string | null
  readonly guidance: Guidance | null
  readonly isLit: boolean
  choose(cameraId: string): void
  setLit(on: boolean): void
  again(): void
}

/** Runs a camera in an element as long as the component stands; each reading goes to `onReading`. */
export const useCamera = (
  element: RefObject<HTMLElement | null>,
  decoder: Decoder | null,
  onReading: (reading: FrameReading) => void,
): CameraView => {
  const [state, setState] = useState<CameraState>({ kind: 'starting' })
  const [cameras, setCameras] = useState<readonly CameraChoice[]>([])
  const [guidance, setGuidance] = useState<Guidance | null>(null)
  const [isLit, setIsLit] = useState(false)
  const [wanted, setWanted] = useState<{ readonly id: string | null; readonly attempt: number }>({
    id: usePreferences().lastCameraId,
    attempt: 0,
  })
  const running = useRef<Camera | null>(null)
  const newest = useRef(onReading)
  useEffect(() => {
    newest.current = onReading
  })

  const again = useCallback((): void => setWanted(({ id, attempt }) => ({ id, attempt: attempt + 1 })), [])
  const isAbsent = state.kind === 'problem' && state.problem === 'absent'
  useEffect(() => {
    const onDevices = async (): Promise<void> => {
      const now = await listCameras()
      setCameras(now)
      // A camera that is plugged in is used without a word.
      if (isAbsent && now.length > 0) again()
    }
    navigator.mediaDevices.addEventListener('devicechange', onDevices)
    return () => navigator.mediaDevices.removeEventListener('devicechange', onDevices)
  }, [isAbsent, again])

  useEffect(() => {
    const place = element.current
    if (decoder === null || place === null) return undefined
    let isOver = false
    const opening = new AbortController()
    let steady = noGuidance
    const take = (reading: FrameReading): void => {
      if (isOver) return
      steady = steadied(steady, reading.codes.length > 0 ? null : guidanceOf(reading.statistics, reading.seen))
      setGuidance(steady.shown)
      newest.current(reading)
    }
    const open = async (): Promise<void> => {
      const before = await listCameras()
      if (before.length === 0) throw new DOMException('no camera', 'NotFoundError')
      const onGone = async (): Promise<void> => {
        const left = await listCameras()
        if (isOver) return
        const next = afterGone(left, running.current?.id ?? null)
        if (next === 'another') again()
        else setState({ kind: 'problem', problem: next })
      }
      const tell = { onReading: take, onGone }
      const camera = await openCamera(place, cameraToOpen(before, wanted.id), decoder, tell, opening.signal)
      if (isOver) {
        await camera.close()
        return
      }
      clearTimeout(patience)
      running.current = camera
      setState({ kind: 'running', cameraId: camera.id, hasTorch: camera.hasTorch })
      // Names are told only once a camera was allowed.
      setCameras(await listCameras())
    }
    setState({ kind: 'starting' })
    setGuidance(null)
    setIsLit(false)
    const patience = setTimeout(() => {
      isOver = true
      opening.abort()
      setState({ kind: 'problem', problem: 'failed' })
    }, longestStartMs)
    void open().catch((error: unknown) => {
      clearTimeout(patience)
      if (!isOver) setState({ kind: 'problem', problem: cameraProblemOf(error) })
    })
    return () => {
      isOver = true
      opening.abort()
      clearTimeout(patience)
      void running.current?.close()
      running.current = null
    }
  }, [element, decoder, wanted, again])

  return {
    state,
    cameras,
    cameraId: state.kind === 'running' ? state.cameraId : wanted.id,
    guidance,
    isLit,
    choose: (id) => {
      setWanted(({ attempt }) => ({ id, attempt: attempt + 1 }))
      void savePreferences({ lastCameraId: id })
    },
    setLit: (on) => {
      void running.current?.light(on).then(
        () => setIsLit(on),
        () => setIsLit(false),
      )
    },
    again,
  }
}
