import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appArguments, appEnvironment, electronExecutable, root } from '../fixtures/launch.ts'
import { expect, test } from '../fixtures/story.ts'

test('a second start on the same data ends by itself, and the first window stays', { tag: '@portable' }, async ({
  plainDesk: desk,
}) => {
  const options = { settingsFile: null, dataDirectory: desk.dataDirectory }
  await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  const second = spawn(electronExecutable(), appArguments(options), {
    cwd: root,
    env: appEnvironment(options),
    stdio: 'ignore',
  })
  const [code] = await once(second, 'exit')
  expect(code).toBe(0)
  const windows = () =>
    desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized()))
  // Still one window, and it has come forward.
  await expect.poll(windows).toEqual([false])
  await expect(desk.page.getByTestId('screen-front-desk')).toBeVisible()
})

test('size and place of the window are kept over a restart', { tag: '@portable' }, async ({ plainDesk: desk }) => {
  const bounds = () => desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  const wanted = { x: 40, y: 30, width: 1180, height: 690 }
  await desk.app.evaluate(({ BrowserWindow }, next) => BrowserWindow.getAllWindows()[0]?.setBounds(next), wanted)
  await expect.poll(bounds).toEqual(wanted)
  await desk.relaunch()
  await expect.poll(bounds).toEqual(wanted)
})
