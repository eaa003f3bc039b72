import type { Page } from '@playwright/test'
import { expect } from './soon.ts'

export type ScanSource = 'camera' | 'image' | 'clipboard' | 'screen' | 'wedge'

/** The scan beside the form, in the words of its users. */
export interface Scan {
  open(): Promise<void>
  close(): Promise<void>
  /** How the camera stands. */
  cameraIs(state: 'running' | 'denied' | 'absent' | 'in-use'): Promise<void>
  /** A text was taken from that source. */
  took(source: ScanSource): Promise<void>
  tookNothing(): Promise<void>
  /** The panel's word on what was found or not. */
  says(note: string): Promise<void>
  picture(file: { name: string; mimeType: string; buffer: Buffer }): Promise<void>
}

export const scanOn = (page: () => Page): Scan => {
  const part = (name: string) => page().getByTestId(name)
  return {
    open: async () => {
      await page().keyboard.press('F9')
      await expect(part('scan-panel')).toBeVisible()
    },
    close: async () => {
      await page().keyboard.press('Escape')
      await expect(part('scan-panel')).toHaveCount(0)
    },
    cameraIs: (state) => expect(part('scan-camera')).toHaveAttribute('data-state', state),
    took: (source) => expect(part('scan-result')).toHaveAttribute('data-source', source),
    tookNothing: () => expect(part('scan-result')).toHaveCount(0),
    says: (note) => expect(part('scan-note')).toHaveAttribute('data-note', note),
    picture: (file) => part('scan-file').setInputFiles(file),
  }
}
