import { create } from 'zustand'
import type { Section } from './sections.ts'
import type { SettingsDraft } from './settingsDraft.ts'

interface SettingsView {
  readonly section: Section
  /** What was typed and not saved when the screen was left; null when there is nothing. */
  readonly draft: SettingsDraft | null
  /** Where settings were kept that wait for a restart; null when none do. */
  readonly keptIn: string | null
  /** The offer to restart was put off. */
  readonly restartPutOff: boolean
}

/** Kept outside the screen, so that a look at another screen loses nothing. */
export const useSettingsView = create<SettingsView>(() => ({
  section: 'clinic',
  draft: null,
  keptIn: null,
  restartPutOff: false,
}))

const set = useSettingsView.setState

export const openSection = (section: Section): void => set({ section })
export const keepDraft = (draft: SettingsDraft | null): void => set({ draft })
export const offerRestart = (keptIn: string): void => set({ keptIn, restartPutOff: false })
export const putOffRestart = (): void => set({ restartPutOff: true })
