import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDeskQuery } from '../../../bridge/query.ts'
import { Chip } from '../../../ui/chips/Chip.tsx'
import { SectionHead } from '../SectionHead.tsx'

const Fact = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <>
    <dt className="text-muted">{title}</dt>
    <dd className="break-all select-text">{children}</dd>
  </>
)

interface AboutSectionProps {
  readonly file: string
  readonly fileExists: boolean
  /** False while the settings cannot be used: then nothing is connected. */
  readonly configured: boolean
}

export const AboutSection = ({ file, fileExists, configured }: AboutSectionProps) => {
  const { t } = useTranslation()
  const startup = useDeskQuery('app:startup', {}).data
  if (startup === undefined) return null
  const { version, dataDirectory, keyProtection, demonstration } = startup
  return (
    <SectionHead section="about">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2">
        <Fact title={t('settings.about.version')}>
          {t('app.title')} {version}
        </Fact>
        <Fact title={t('settings.about.dataDirectory')}>{dataDirectory}</Fact>
        <Fact title={t('settings.about.settingsFile')}>
          {fileExists ? file : t('settings.about.settingsFileMissing', { path: file })}
        </Fact>
        <Fact title={t('settings.about.keyProtection')}>
          <span className={keyProtection === 'os' ? '' : 'text-act'}>{t(`settings.about.key.${keyProtection}`)}</span>
        </Fact>
        <Fact title={t('settings.about.surroundings')}>
          {demonstration ? (
            <span className="inline-flex flex-wrap items-center gap-2">
              <Chip tone="accent">{t('status.demonstration.label')}</Chip>
              {t('settings.about.demonstration')}
            </span>
          ) : (
            t(configured ? 'settings.about.real' : 'settings.about.unconfigured')
          )}
        </Fact>
      </dl>
    </SectionHead>
  )
}
