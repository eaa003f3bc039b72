import { Star } from 'lucide-react'
import { useTranslation } from 'react-i18next'

interface FavouriteButtonProps {
  readonly name: string
  readonly isFavourite: boolean
  /** Also in sight while it is no favourite and the mouse is elsewhere. */
  readonly isShown: boolean
  readonly onToggle: () => void
}

/** The star of one order, for the mouse; the keyboard has Ctrl+B. It shows where it says something or may be wanted. */
export const FavouriteButton = ({ name, isFavourite, isShown, onToggle }: FavouriteButtonProps) => {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-pressed={isFavourite}
      aria-label={t('order.favourite', { name })}
      title={t('order.favourite', { name })}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onToggle}
      className={`grid size-6 place-items-center rounded-sm text-muted hover:bg-sunken aria-pressed:text-accent ${isFavourite || isShown ? '' : 'opacity-0 group-hover:opacity-100'}`}
    >
      <Star className={`size-3.5 ${isFavourite ? 'fill-current' : ''}`} aria-hidden />
    </button>
  )
}
