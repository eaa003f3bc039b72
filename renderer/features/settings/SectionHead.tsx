import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Section } from '../../app/settingsSections.ts'

interface SectionHeadProps {
  readonly section: Section
  readonly children: ReactNode
}

/** One section's fields under its name. */
export const SectionHead = ({ section, children }: SectionHeadProps) => {
  const { t } = useTranslation()
  return (
    <>
      <h2 className="pb-3 text-lg font-semibold">{t(`settings.section.${section}`)}</h2>
      <div className="flex max-w-3xl flex-col gap-4">{children}</div>
    </>
  )
}
