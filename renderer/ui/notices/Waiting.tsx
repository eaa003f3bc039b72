import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../Button.tsx'

const noticeableMs = 200
const longMs = 10_000

/** Whether so many milliseconds have gone by since the component came. */
const usePassed = (ms: number): boolean => {
  const [passed, setPassed] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return passed
}

/** Stands in for what is being read: nothing for a fifth of a second, then a word, and after ten seconds a way out. */
export const Loading = ({ onReload }: { readonly onReload?: () => void }) => {
  const { t } = useTranslation()
  const noticeable = usePassed(noticeableMs)
  const long = usePassed(longMs)
  if (!noticeable) return <div data-testid="loading" hidden />
  return (
    <div role="status" data-testid="loading" className="flex items-center gap-3 p-4 text-muted">
      <span>{long ? t('app.loadingLong') : t('app.loading')}</span>
      {long && onReload !== undefined ? <Button onClick={onReload}>{t('app.reload')}</Button> : null}
    </div>
  )
}

/** Beside a long action: after ten seconds says that nobody need wait here for it. */
export const SlowHint = () => {
  const { t } = useTranslation()
  return usePassed(longMs) ? <p className="text-muted">{t('app.slow')}</p> : null
}
