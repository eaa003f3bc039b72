import { useTranslation } from 'react-i18next'
import { zhTW } from '../../../i18n/resources.ts'

type Known = keyof typeof zhTW.audit.action

const isKnown = (action: string): action is Known => Object.hasOwn(zhTW.audit.action, action)

/** Everything that can stand in the trail. */
export const actionNames: readonly Known[] = Object.keys(zhTW.audit.action).filter(isKnown)

/** What was done, in words; an action of another version of the program by its own name. */
export const useActionWords = (): ((action: string) => string) => {
  const { t } = useTranslation()
  return (action) => (isKnown(action) ? t(`audit.action.${action}`) : action)
}
