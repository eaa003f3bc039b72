import { useTranslation } from 'react-i18next'
import { goTo } from '../../app/navigation.ts'
import { useDeskQuery } from '../../bridge/query.ts'

/** 今日預約: how many, and how many of them have come; nothing on a day without appointments. */
export const AppointmentCount = () => {
  const { t } = useTranslation()
  const count = useDeskQuery('appointment:count', {}).data
  if (count === undefined || count.booked + count.noShow === 0) return null
  return (
    <button
      type="button"
      className="rounded-md px-1 hover:bg-sunken"
      data-testid="appointment-count"
      onClick={() => goTo('appointments')}
    >
      {t('appointment.atDesk.count', { booked: count.booked, arrived: count.arrived })}
    </button>
  )
}
