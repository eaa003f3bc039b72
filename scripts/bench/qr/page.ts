import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { openBuiltPage } from '../../../e2e/fixtures/builtPage.ts'

/** The bench's page, built from the product's own parts and served to this machine only. */
export interface BenchPage {
  /** Opens it in Electron, uses it, and closes it. */
  use<Value>(extraArguments: readonly string[], work: (page: Page) => Promise<Value>): Promise<Value>
  close(): void
}

/** Builds and serves the page; `pictures` is the folder that it may fetch from as `/pictures/NAME`. */
export const openBenchPage = async (pictures: string | null): Promise<BenchPage> => {
  const built = await openBuiltPage(join('renderer', 'dev', 'qr-bench'), pictures)
  return {
    use: async (extraArguments, work) => {
      const data = mkdtempSync(join(tmpdir(), 'qr-bench-data-'))
      const app = await built.launch(data, extraArguments)
      try {
        const page = await app.firstWindow()
        page.on('pageerror', (error) => console.log(`the page: ${error.message}`))
        await page.waitForFunction(() => 'bench' in window)
        return await work(page)
      } finally {
        await app.close()
        rmSync(data, { recursive: true, force: true })
      }
    },
    close: built.close,
  }
}
