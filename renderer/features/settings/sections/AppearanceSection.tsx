import { useTranslation } from 'react-i18next'
import { languages, textSizes } from '../../../app/looks.ts'
import { savePreferences, usePreferences } from '../../../bridge/preferences.ts'
import { Segmented } from '../../../ui/fields/Segmented.tsx'
import { SectionHead } from '../SectionHead.tsx'

const themes = ['system', 'light', 'dark'] as const

/** Theme, text size and language: at once, and remembered; no part of the settings file. */
export const AppearanceSection = () => {
  const { t } = useTranslation()
  const { theme, textSize, language, alarmSound } = usePreferences()
  const sizes = textSizes.includes(textSize) ? textSizes : [...textSizes, textSize].sort((a, b) => a - b)
  return (
    <SectionHead section="appearance">
      <p className="text-muted">{t('settings.appearance.atOnce')}</p>
      <div className="flex flex-col items-start gap-4">
        <Segmented
          label={t('settings.appearance.theme')}
          options={themes.map((value) => ({ value, label: t(`settings.appearance.${value}`) }))}
          value={theme}
          onChange={(value) => void savePreferences({ theme: value })}
          testId="choose-theme"
        />
        <Segmented
          label={t('settings.appearance.textSize')}
          options={sizes.map((percent) => ({
            value: String(percent),
            label: t('settings.appearance.percent', { percent }),
          }))}
          value={String(textSize)}
          onChange={(value) => void savePreferences({ textSize: Number(value) })}
          testId="choose-text-size"
        />
        <Segmented
          label={t('settings.appearance.language')}
          options={languages.map((value) => ({ value, label: t(`settings.appearance.${value}`) }))}
          value={language}
          onChange={(value) => void savePreferences({ language: value })}
          testId="choose-language"
        />
        <Segmented
          label={t('alarm.sound')}
          options={[
            { value: 'on', label: t('alarm.soundOn') },
            { value: 'off', label: t('alarm.soundOff') },
          ]}
          value={alarmSound ? 'on' : 'off'}
          onChange={(value) => void savePreferences({ alarmSound: value === 'on' })}
          testId="choose-alarm-sound"
        />
      </div>
    </SectionHead>
  )
}
