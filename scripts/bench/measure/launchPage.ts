import { type LaunchedApp, launchApp } from '../../../e2e/fixtures/launch.ts'
import type { BenchDesk } from '../desks/desk.ts'
import { installPaintClock } from './paintClock.ts'

/**
 * Starts the app on a desk, with a paint clock in its page. An invisible screen has no graphics card: pretending one would have each
 * frame reckoned by the processors that the page and main need, which no desk does.
 */
export const launchPage = async ({ dataDirectory, settingsFile }: BenchDesk): Promise<LaunchedApp> => {
  const extraArguments = process.env.BENCH_SCREEN === 'invisible' ? ['--disable-gpu'] : []
  const launched = await launchApp({ dataDirectory, settingsFile, extraArguments })
  await installPaintClock(launched.page)
  return launched
}
