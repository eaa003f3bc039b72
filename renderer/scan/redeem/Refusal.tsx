import { useTranslation } from 'react-i18next'
import type { CardSession } from '../../../preload/contract/card/card.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import { runCommand } from '../../app/commands.ts'
import { goTo, openStatusItem, useNavigation } from '../../app/navigation.ts'
import { call } from '../../bridge/desk.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { SwappedCard } from '../../ui/notices/SwappedCard.tsx'
import { CodeTime } from './CodeTime.tsx'
import { closeScan, openScan, type Scanned, type ScannedVisit } from './scanDesk.ts'
import { isStillGood, type WayOn, waysOn, waysOnForVisit } from './waysOn.ts'

interface RefusalProps {
  readonly error: AppError
  readonly scanned: Scanned
  readonly visit: ScannedVisit | null
}

/** Without a card the clinic's own records tell who it is; at the cashier the visit is known already. */
const asException = (visit: ScannedVisit | null): void => {
  closeScan()
  if (visit !== null) return void runCommand('F6')
  goTo('front-desk')
  // The screen's keys are there one moment later.
  setTimeout(() => runCommand('F3'), 0)
}

/** What lies in the reader is read then. */
const toPlastic = (session: CardSession | null): void => {
  closeScan()
  goTo('front-desk')
  if (session?.medium === 'virtual') void call('virtual-card:put-away', { cardSessionId: session.sessionId })
}

/** Why a code could not be used, what is safe, and every way on as a button, the best one under Enter. */
export const Refusal = ({ error, scanned, visit }: RefusalProps) => {
  const { t } = useTranslation()
  const session = useDeskQuery('card:current', {}).data ?? null
  const screen = useNavigation(({ screen }) => screen)
  const run: Readonly<Record<WayOn, () => void>> = {
    'new-code': () => openScan(visit),
    'same-code': () => openScan(visit),
    plastic: () => toPlastic(session),
    exception: () => asException(visit),
    visit: closeScan,
    list: () => {
      closeScan()
      goTo('front-desk')
    },
    settings: () => {
      closeScan()
      goTo('settings')
    },
    sam: () => openStatusItem('sam'),
    hpc: () => openStatusItem('hpc'),
  }
  const ways = visit === null ? waysOn(error.code) : waysOnForVisit(error.code, screen === 'cashier')
  return (
    <div data-testid="scan-refused" data-code={error.code}>
      <ErrorCard
        error={error}
        tone={isStillGood(error.code) ? 'wait' : 'act'}
        about={
          error.code === 'VIRTUAL_CARD_MISMATCH' && visit !== null ? (
            <SwappedCard patientName={visit.patientName} session={session} />
          ) : undefined
        }
      >
        {isStillGood(error.code) ? <CodeTime scannedAt={scanned.at} /> : null}
        {ways.includes('visit') ? (
          <p className="w-full text-sm" data-testid="closes-as-exception">
            {t('virtualCard.closesAsException')}
          </p>
        ) : null}
        {ways.map((way, index) => (
          <Button
            key={way}
            autoFocus={index === 0}
            tone={index === 0 ? 'primary' : 'plain'}
            data-testid={`way-${way}`}
            onClick={run[way]}
          >
            {t(`virtualCard.way.${way}`)}
          </Button>
        ))}
      </ErrorCard>
    </div>
  )
}
