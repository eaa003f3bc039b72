import { useTranslation } from 'react-i18next'
import { useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { clockTime } from '../../ui/format/date.ts'
import { showDrawer, useCashier } from './cashierStore.ts'

/** Which shift the desk's drawer is in, at the foot of the list, with the way to open and close it. */
export const DrawerLine = () => {
  const { t } = useTranslation()
  const shift = useDeskQuery('drawer:current', {}).data
  const isOpen = useCashier(({ isDrawerOpen }) => isDrawerOpen)
  if (shift === undefined) return null
  const { opened } = shift
  return (
    <div className="flex items-center gap-2 border-t border-line p-2">
      <span className={`min-w-0 flex-1 truncate text-sm ${opened === null ? 'text-wait' : 'text-muted'}`}>
        {opened === null
          ? t('cashier.drawer.notOpen')
          : t('cashier.drawer.since', { shift: shift.shift, time: clockTime(opened.at) })}
      </span>
      <Button shortcut="F11" aria-pressed={isOpen} onClick={() => showDrawer(!isOpen)} data-testid="show-drawer">
        {t('cashier.drawer.title')}
      </Button>
    </div>
  )
}
