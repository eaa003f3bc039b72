import { useTranslation } from 'react-i18next'

/** That so many alerts lack their reason, and the visit doesn't go on; nothing where none does. */
export const AlertsOpen = ({ count }: { readonly count: number }) => {
  const { t } = useTranslation()
  return count === 0 ? null : (
    <p role="alert" className="border-t border-line px-4 py-1 text-act" data-testid="alerts-open">
      {t('alert.open', { count })}
    </p>
  )
}
