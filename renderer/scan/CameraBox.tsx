import { CameraOff, Flashlight } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/fields/Select.tsx'
import { type CameraView, useCamera } from './camera/useCamera.ts'
import type { Decoder } from './decoder/decoder.ts'
import type { FrameReading } from './decoder/messages.ts'

/** One line that says how it goes: what to change, or that it is looking. */
const StateLine = ({ state, guidance }: Pick<CameraView, 'state' | 'guidance'>) => {
  const { t } = useTranslation()
  if (state.kind === 'problem') return <p className="text-act">{t(`scan.camera.problem.${state.problem}`)}</p>
  if (state.kind === 'starting') return <p className="text-muted">{t('scan.camera.starting')}</p>
  return guidance === null ? (
    <p className="text-muted">{t('scan.camera.running')}</p>
  ) : (
    <p className="text-wait" data-testid="scan-guidance" data-guidance={guidance}>
      {t(`scan.guidance.${guidance}`)}
    </p>
  )
}

/** The camera: its mirrored picture, how it goes, what else is to be said of the scan, which camera, and its light. */
export const CameraBox = ({
  decoder,
  onReading,
  children,
}: {
  readonly decoder: Decoder | null
  readonly onReading: (reading: FrameReading) => void
  readonly children: ReactNode
}) => {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const whole = useRef<HTMLDivElement>(null)
  const { state, cameras, cameraId, guidance, isLit, choose, setLit, again } = useCamera(box, decoder, onReading)
  const options = cameras.map(({ id, label }, index) => ({
    value: id,
    label: label === '' ? t('scan.camera.unnamed', { number: index + 1 }) : label,
  }))
  return (
    <div
      ref={whole}
      tabIndex={-1}
      className="flex flex-col gap-2 outline-none @max-4xl:flex-row @max-4xl:gap-4"
      data-testid="scan-camera"
      data-state={state.kind === 'problem' ? state.problem : state.kind}
    >
      <div
        className={`relative flex max-w-120 @max-4xl:w-56 @max-4xl:shrink-0 @max-4xl:self-start items-center justify-center overflow-hidden rounded-md bg-sunken ${state.kind === 'problem' ? 'h-16' : 'aspect-video'}`}
      >
        {state.kind === 'problem' ? <CameraOff className="size-8 text-muted" aria-hidden /> : null}
        <div
          ref={box}
          role="img"
          aria-label={t('scan.preview')}
          className={`absolute inset-0 ${state.kind === 'problem' ? 'invisible' : ''} [&_video]:size-full! [&_video]:-scale-x-100 [&_video]:object-cover`}
        />
      </div>
      {/* In a narrow window the words stand beside the picture, because below it they would be out of sight. */}
      <div className="flex min-w-0 flex-col gap-2 @max-4xl:flex-1">
        <div role="status">
          <StateLine state={state} guidance={guidance} />
        </div>
        {children}
        <div className="flex flex-wrap items-end gap-2 empty:hidden">
          {state.kind === 'problem' ? (
            <Button
              onClick={() => {
                // The button goes with its problem; the next Tab goes on from here.
                whole.current?.focus()
                again()
              }}
              data-testid="scan-camera-again"
            >
              {t('scan.camera.again')}
            </Button>
          ) : null}
          {options.length > 1 ? (
            <div className="min-w-0 flex-1">
              <Select
                label={t('scan.camera.label')}
                options={options}
                value={cameraId}
                onChange={choose}
                testId="scan-camera-choice"
              />
            </div>
          ) : null}
          {state.kind === 'running' && state.hasTorch ? (
            <Button
              aria-pressed={isLit}
              data-testid="scan-camera-light"
              icon={<Flashlight className="size-4" aria-hidden />}
              onClick={() => setLit(!isLit)}
            >
              {t('scan.camera.light')}
            </Button>
          ) : null}
        </div>
      </div>
    </div>
  )
}
