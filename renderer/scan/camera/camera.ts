import type { RenderedCamera } from 'html5-qrcode/esm/camera/core'
import { CameraFactory } from 'html5-qrcode/esm/camera/factories'
import type { Decoder } from '../decoder/decoder.ts'
import type { FrameReading } from '../decoder/messages.ts'
import type { CameraChoice } from './cameraProblem.ts'

/** A running camera with its preview on the page. */
export interface Camera {
  readonly id: string | null
  readonly hasTorch: boolean
  light(on: boolean): Promise<void>
  close(): Promise<void>
}

/** Enough for the densest code at arm's length; more would only cost time. */
const wanted = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } }

export const listCameras = async (): Promise<readonly CameraChoice[]> =>
  (await navigator.mediaDevices.enumerateDevices())
    .filter(({ kind }) => kind === 'videoinput')
    .map(({ deviceId, label }) => ({ id: deviceId, label }))

/** Hands every frame to the reader, which keeps the newest; the returned function ends that. */
const feed = (video: HTMLVideoElement, decoder: Decoder, onReading: (reading: FrameReading) => void): (() => void) => {
  let isOver = false
  const onFrame = (): void => {
    if (isOver) return
    video.requestVideoFrameCallback(onFrame)
    void decoder.readFrame(new VideoFrame(video)).then(
      (reading) => {
        if (reading !== null && !isOver) onReading(reading)
      },
      // The reader was closed meanwhile; one that cannot run at all says so where it is asked for a still.
      () => undefined,
    )
  }
  video.requestVideoFrameCallback(onFrame)
  return () => {
    isOver = true
  }
}

/** A picture that was given up before it ran is no fault, but the engine doesn't listen to its own play(). */
const hushPlay = (event: PromiseRejectionEvent): void => {
  const { reason } = event
  if (reason instanceof DOMException && reason.name === 'AbortError' && reason.message.includes('play()')) {
    event.preventDefault()
  }
}

/**
 * Opens a camera and shows it in an element. html5-qrcode is the camera engine; its own loop is not used, because it decodes every
 * other frame on the page's thread and from a picture of the preview's size (README, decisions).
 *
 * @param id null leaves the choice to the browser
 * @param signal gives up a camera that is not there yet, and lets go of it at once; one that runs is closed by `close`
 * @throws the browser's own DOMException when there is no camera to be had
 */
export const openCamera = async (
  element: HTMLElement,
  id: string | null,
  decoder: Decoder,
  tell: { readonly onReading: (reading: FrameReading) => void; readonly onGone: () => Promise<void> },
  signal: AbortSignal,
): Promise<Camera> => {
  window.addEventListener('unhandledrejection', hushPlay)
  const factory = await CameraFactory.failIfNotSupported()
  const opened = await factory.create({ ...wanted, ...(id === null ? {} : { deviceId: { exact: id } }) })
  const rendered = await new Promise<RenderedCamera>((resolve, reject) => {
    let camera: RenderedCamera | null = null
    let isRunning = false
    const settle = (): void => {
      if (camera === null || !isRunning) return
      signal.removeEventListener('abort', giveUp)
      resolve(camera)
    }
    // The picture of an element that has left the page never runs: nobody would be told of the camera, and it would look on.
    const giveUp = (): void => {
      if (camera === null) return
      void camera.close()
      reject(signal.reason)
    }
    signal.addEventListener('abort', giveUp)
    opened
      .render(
        element,
        {},
        {
          onRenderSurfaceReady: () => {
            isRunning = true
            settle()
          },
        },
      )
      .then((made) => {
        camera = made
        if (signal.aborted) giveUp()
        else settle()
      }, reject)
  })
  const video = rendered.getSurface()
  const stop = feed(video, decoder, tell.onReading)
  if (video.srcObject instanceof MediaStream) {
    // Pulled out; a track that is stopped by us does not say so.
    for (const track of video.srcObject.getVideoTracks()) track.addEventListener('ended', () => void tell.onGone())
  }
  const torch = rendered.getCapabilities().torchFeature()
  return {
    id: rendered.getRunningTrackSettings().deviceId ?? id,
    hasTorch: torch.isSupported(),
    light: (on) => torch.apply(on),
    close: async () => {
      stop()
      await rendered.close()
    },
  }
}
