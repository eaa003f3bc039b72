import type { Locator, Page } from '@playwright/test'
import { expect } from './soon.ts'
import { words } from './words.ts'

/** What stands in the record beside orders: 生命徵象, texts that are written again and again, the past. By keys. */
export interface RecordPart {
  /** Ctrl+O and on with Enter: cells in their order; null leaves one as it is. */
  typeVitals(values: readonly (string | null)[]): Promise<void>
  vital(cell: string): Locator
  /** Ctrl+T, Ctrl+N: a snippet for oneself, out of the layer again. */
  makeSnippet(name: string, text: string): Promise<void>
  /** Ctrl+T, Ctrl+N: this note with its diagnoses as a template for oneself, out of the layer again. */
  makeNoteTemplate(name: string): Promise<void>
  /** Ctrl+T: takes the first text that fits, where the caret was last. */
  takeTemplate(wanted: string): Promise<void>
  /** Ctrl+N: 回診日 as it is typed, in the place of what stands there. */
  askBack(typed: string): Promise<void>
  returnDay(): Locator
  /** The field by which diagnoses are added. */
  diagnosisSearch(): Locator
  /** The field of the row for the next order, while the cursor is in it. */
  newOrder(): Locator
  note(part: 'subjective' | 'objective' | 'assessment' | 'plan'): Locator
  /** Earlier visits, newest first. */
  past(): Locator
}

export const recordOn = (page: () => Page): RecordPart => {
  const screen = (): Locator => page().getByTestId('screen-consultation')
  const keyboard = () => page().keyboard
  const returnDay = (): Locator => screen().getByTestId('return-on')
  const openNew = async (layer: Locator): Promise<void> => {
    await keyboard().press('Control+T')
    await expect(layer.getByTestId('template-find')).toBeFocused()
    await keyboard().press('Control+N')
    await expect(layer.getByTestId('template-name')).toBeFocused()
  }
  const saveNew = async (layer: Locator, name: string): Promise<void> => {
    await layer.getByTestId('template-save').press('Enter')
    await expect(layer.getByTestId('template-row').filter({ hasText: name })).toBeVisible()
    await keyboard().press('Escape')
    await expect(layer).toHaveCount(0)
  }
  return {
    typeVitals: async (values) => {
      await keyboard().press('Control+O')
      await expect(screen().getByTestId('vital-pressure')).toBeFocused()
      for (const value of values) {
        if (value !== null) await keyboard().type(value, { delay: 60 })
        await keyboard().press('Enter')
      }
    },
    vital: (cell) => screen().getByTestId(`vital-${cell}`),
    makeSnippet: async (name, text) => {
      const layer = page().getByTestId('templates')
      await openNew(layer)
      await layer.getByTestId('template-name').fill(name)
      await layer.getByTestId('template-text').fill(text)
      await saveNew(layer, name)
    },
    makeNoteTemplate: async (name) => {
      const layer = page().getByTestId('templates')
      await openNew(layer)
      await layer.getByRole('radio', { name: words('template.kind.note') }).press('Space')
      await layer.getByTestId('template-name').fill(name)
      await saveNew(layer, name)
    },
    takeTemplate: async (wanted) => {
      const layer = page().getByTestId('templates')
      await keyboard().press('Control+T')
      await expect(layer.getByTestId('template-find')).toBeFocused()
      await keyboard().type(wanted, { delay: 60 })
      await expect(layer.getByTestId('template-row').filter({ hasText: wanted })).toBeVisible()
      await keyboard().press('Enter')
      await expect(layer).toHaveCount(0)
    },
    askBack: async (typed) => {
      await keyboard().press('Control+N')
      await expect(returnDay()).toBeFocused()
      await keyboard().type(typed, { delay: 60 })
      await expect(returnDay()).toHaveValue(typed)
    },
    returnDay,
    diagnosisSearch: () => screen().getByTestId('diagnosis-search'),
    newOrder: () => screen().getByTestId('order-search'),
    note: (part) => screen().getByTestId(`soap-${part}`),
    past: () => screen().getByTestId('past-visit'),
  }
}
