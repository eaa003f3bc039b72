import {
  CalendarDays,
  ChartColumn,
  ClipboardList,
  CloudUpload,
  Receipt,
  Settings,
  Stethoscope,
  Users,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { goTo, useNavigation } from '../../app/navigation.ts'
import { type ScreenName, screenNames } from '../../app/screenNames.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { useStatus } from '../../bridge/status.ts'

const icons = {
  'front-desk': ClipboardList,
  appointments: CalendarDays,
  consultation: Stethoscope,
  cashier: Receipt,
  uploads: CloudUpload,
  patients: Users,
  reports: ChartColumn,
  settings: Settings,
} as const

/** How many wait at each desk; rejected and quarantined rows make the uploads a matter for a person. */
const useCounts = (): Partial<Record<ScreenName, { readonly count: number; readonly act: boolean }>> => {
  const visits = useDeskQuery('visit:list', { day: null }).data ?? []
  const outbox = useStatus()?.outbox
  const todos = useDeskQuery('appointment:count', {}).data?.todos ?? 0
  const waiting = visits.filter(({ state }) => state === 'waiting' || state === 'in-consultation').length
  const toPay = visits.filter(({ state }) => state === 'to-pay').length
  const stuck = (outbox?.rejected ?? 0) + (outbox?.quarantined ?? 0) + (outbox?.overdue ?? 0)
  return {
    appointments: { count: todos, act: false },
    consultation: { count: waiting, act: false },
    cashier: { count: toPay, act: false },
    uploads: { count: outbox?.unsent ?? 0, act: stuck > 0 },
  }
}

export const Rail = () => {
  const { t } = useTranslation()
  const current = useNavigation(({ screen }) => screen)
  const counts = useCounts()
  return (
    <nav aria-label={t('app.rail')} className="flex flex-col overflow-y-auto border-r border-line bg-surface py-1">
      {screenNames.map((screen, index) => {
        const Icon = icons[screen]
        const count = counts[screen]
        return (
          <button
            key={screen}
            type="button"
            data-testid={`rail-${screen}`}
            aria-current={screen === current ? 'page' : undefined}
            aria-keyshortcuts={`Control+${index + 1}`}
            title={`${t(`app.screen.${screen}`)} Ctrl+${index + 1}`}
            onClick={() => goTo(screen)}
            className="relative mx-1 my-0.5 flex min-h-14 min-w-16 flex-col items-center justify-center gap-0.5 rounded-md px-1 text-sm whitespace-nowrap text-muted hover:bg-sunken aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent @max-4xl:min-h-10 @max-4xl:w-10 @max-4xl:min-w-0 @max-4xl:px-0"
          >
            <Icon className="size-5" aria-hidden />
            <span className="leading-4.5 @max-4xl:sr-only">{t(`app.screen.${screen}`)}</span>
            {count === undefined || count.count === 0 ? null : (
              <span
                data-testid={`count-${screen}`}
                className={`absolute top-0.5 right-0 min-w-4.5 rounded-full px-0.5 text-center text-xs leading-4.5 @max-4xl:static ${count.act ? 'bg-act-soft text-act' : 'bg-sunken text-ink'}`}
              >
                {count.count > 999 ? '999+' : count.count}
              </span>
            )}
          </button>
        )
      })}
    </nav>
  )
}
