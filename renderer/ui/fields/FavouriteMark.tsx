import { Star } from 'lucide-react'
import { useWords } from '../../i18n/useWords.ts'

/** A star with its word for whoever doesn't see it; nothing where it isn't shown. */
export const FavouriteMark = ({ shown }: { readonly shown: boolean }) => {
  const t = useWords()
  if (!shown) return null
  return (
    <Star role="img" aria-label={t('app.favourite')} className="size-4 shrink-0 self-center fill-current text-accent" />
  )
}
