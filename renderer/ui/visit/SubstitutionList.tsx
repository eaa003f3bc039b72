import { useTranslation } from 'react-i18next'
import type { Substitution } from '../../../preload/contract/codes/substitution.ts'

/** The number of a character, because a font may have no picture of it. */
const numberOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** Characters that Big5 doesn't take, each once: what it is, what stands for it there, and why. */
export const SubstitutionList = ({ substitutions }: { readonly substitutions: readonly Substitution[] }) => {
  const { t } = useTranslation()
  const each = [...new Map(substitutions.map((one) => [one.from, one])).values()]
  return (
    <ul className="flex flex-col">
      {each.map(({ from, to, reason }) => (
        <li key={from} data-testid="substitution" className="flex flex-wrap items-baseline gap-x-2">
          <strong className="font-semibold">{from}</strong>
          <span className="text-sm text-muted">{numberOf(from)}</span>
          <span aria-hidden>→</span>
          <strong className="font-semibold">{to}</strong>
          <span className="text-sm text-muted">{t(`substitution.reason.${reason}`)}</span>
        </li>
      ))}
    </ul>
  )
}
