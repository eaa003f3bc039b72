import { useTranslation } from 'react-i18next'
import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import type { ErrorCode } from '../../../preload/contract/errors.ts'
import { goTo, openStatusItem } from '../../app/navigation.ts'
import { useStatus } from '../../bridge/status.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'

interface Obstacle {
  readonly code: ErrorCode
  readonly tone: 'wait' | 'act'
  /** Where the remedy is: an item of the status bar, or the settings. */
  readonly remedy: 'reader' | 'sam' | 'hpc' | 'settings'
}

/** The first thing that would keep the next card from being registered with its serial; null when all stands ready. */
export const obstacleOf = ({ reader, controlSoftware, sam, professionalCard }: DeskStatus): Obstacle | null => {
  if (reader.state === 'service-down') return { code: 'READER_SERVICE_DOWN', tone: 'act', remedy: 'reader' }
  if (reader.state === 'no-reader') {
    // Where another reader is plugged in, it can be made the patient's on the spot.
    return { code: 'READER_NOT_FOUND', tone: 'act', remedy: reader.choiceNeeded ? 'reader' : 'settings' }
  }
  if (controlSoftware.state === 'not-configured') return { code: 'NOT_CONFIGURED', tone: 'act', remedy: 'settings' }
  if (controlSoftware.state === 'fingerprint') return { code: 'CONTROL_FINGERPRINT', tone: 'act', remedy: 'settings' }
  if (controlSoftware.error !== null) return { code: controlSoftware.error.code, tone: 'act', remedy: 'sam' }
  if (sam.state === 'none' || sam.state === 'not-verified' || sam.state === 'lapsed') {
    // What the program puts right by itself is a reminder; what waits for a person, or for something to be started, is said in full.
    const isNamed = sam.error?.code.startsWith('SAM_') === true && sam.error.code !== 'SAM_NOT_VERIFIED'
    return { code: sam.error?.code ?? 'SAM_NOT_VERIFIED', tone: isNamed ? 'act' : 'wait', remedy: 'sam' }
  }
  if (professionalCard.state === 'locked') return { code: 'PROFESSIONAL_PIN_LOCKED', tone: 'act', remedy: 'hpc' }
  if (professionalCard.state === 'present' || professionalCard.state === 'pin-pending')
    return { code: 'PROFESSIONAL_PIN_NEEDED', tone: 'wait', remedy: 'hpc' }
  return null
}

/** While nobody stands at the desk: what has to be put right before the next one comes, with the way to it. */
export const DeskReadiness = () => {
  const { t } = useTranslation()
  const status = useStatus()
  const obstacle = status === undefined ? null : obstacleOf(status)
  if (obstacle === null) return null
  const { code, tone, remedy } = obstacle
  const wayOut = (
    <Button onClick={() => (remedy === 'settings' ? goTo('settings') : openStatusItem(remedy))}>
      {remedy === 'settings' ? t('app.goToSettings') : t(`status.open.${remedy}`)}
    </Button>
  )
  // What belongs to the start of every day is a reminder, not an error.
  return tone === 'wait' ? (
    <Notice tone="wait">
      <span data-testid="desk-reminder" data-code={code} className="min-w-0 flex-1">
        {t(`error.${code}.title`)}
      </span>
      {wayOut}
    </Notice>
  ) : (
    <ErrorCard error={{ code, retryable: false }}>{wayOut}</ErrorCard>
  )
}
