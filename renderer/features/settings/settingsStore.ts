import { create } from 'zustand'
import { goTo } from '../../app/navigation.ts'
import type { ScreenName } from '../../app/screenNames.ts'
import type { Section } from '../../app/settingsSections.ts'
import type { SettingsDraft } from './form/settingsDraft.ts'

interface SettingsView {
  readonly section: Section
  /** What was typed and not saved when the screen was left; null when there is nothing. */
  readonly draft: SettingsDraft | null
  /** Where settings were kept that wait for a restart; null when none do. */
  readonly keptIn: string | null
  /** The offer to restart was put off. */
  readonly restartPutOff: boolean
  /** The screen from which the reader check was opened; null when it was chosen in the list. */
  readonly checkFrom: ScreenName | null
  /** The reader check was opened from elsewhere and its button has not taken the focus yet. */
  readonly startFocus: boolean
}

/** Kept outside the screen, so that a look at another screen loses nothing. */
export const useSettingsView = create<SettingsView>(() => ({
  section: 'clinic',
  draft: null,
  keptIn: null,
  restartPutOff: false,
  checkFrom: null,
  startFocus: false,
}))

const set = useSettingsView.setState

export const openSection = (section: Section): void => set({ section })
export const keepDraft = (draft: SettingsDraft | null): void => set({ draft })
export const offerRestart = (keptIn: string): void => set({ keptIn, restartPutOff: false })
export const putOffRestart = (): void => set({ restartPutOff: true })

/** The settings were opened: at the reader check, from the screen named, or (null) wherever they were left. */
export const arrive = (checkFrom: ScreenName | null): void =>
  set(checkFrom === null ? { checkFrom } : { checkFrom, section: 'readerCheck', startFocus: true })

/** Whether the reader check's button is to take the focus; said once. */
export const takeStartFocus = (): boolean => {
  const { startFocus } = useSettingsView.getState()
  if (startFocus) set({ startFocus: false })
  return startFocus
}

/** One level back: to the screen it was opened from, else to the list of sections. */
export const leaveReaderCheck = (): void => {
  const { checkFrom } = useSettingsView.getState()
  if (checkFrom !== null && checkFrom !== 'settings') goTo(checkFrom)
  else document.querySelector<HTMLElement>('[data-testid="settings-section-readerCheck"]')?.focus()
}
