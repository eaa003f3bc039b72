import { type RefObject, useEffect, useRef, useState } from 'react'
import { savePreferences, usePreferences } from '../../bridge/preferences.ts'
import type { Decoder } from '../decoder/decoder.ts'
import type { FrameReading } from '../decoder/messages.ts'
import { type Camera, listCameras, openCamera } from './camera.ts'
import { type CameraChoice, type CameraProblem, cameraProblemOf, cameraToOpen } from './cameraProblem.ts'
import { type Guidance, guidanceOf, noGuidance, steadied } from './guidance.ts'

export type CameraState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly cameraId: string | null; readonly hasTorch: boolean }
  | { readonly kind: 'problem'; readonly problem: CameraProblem }

export interface CameraView {
  readonly state: CameraState
  readonly cameras: readonly CameraChoice[]
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

  useEffect(() => {
    const place = element.current
    if (decoder === null || place === null) return undefined
    let isOver = false
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
      const onGone = (): void => {
        if (!isOver) setState({ kind: 'problem', problem: 'absent' })
      }
      const camera = await openCamera(place, cameraToOpen(before, wanted.id), decoder, { onReading: take, onGone })
      if (isOver) {
        await camera.close()
        return
      }
      running.current = camera
      setState({ kind: 'running', cameraId: camera.id, hasTorch: camera.hasTorch })
      // Names are told only once a camera was allowed.
      setCameras(await listCameras())
    }
    setState({ kind: 'starting' })
    setGuidance(null)
    setIsLit(false)
    void open().catch((error: unknown) => {
      if (!isOver) setState({ kind: 'problem', problem: cameraProblemOf(error) })
    })
    return () => {
      isOver = true
      void running.current?.close()
      running.current = null
    }
  }, [element, decoder, wanted])

  return {
    state,
    cameras,
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
    again: () => setWanted(({ id, attempt }) => ({ id, attempt: attempt + 1 })),
  }
}
