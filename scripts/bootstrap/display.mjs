import { start, stop } from './children.mjs'
import { SetupFailure } from './failure.mjs'

const screen = '1366x768x24'

/** Whether windows can be shown without doing anything. */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/**
 * Starts an invisible screen of 1366 by 768 points on a display number nobody uses.
 * @returns {Promise<{ env: Record<string, string>, stop: () => Promise<void> }>}
 */
export async function startInvisibleDisplay() {
  // Xvfb itself looks for the free number, and writes it to descriptor 3 when it is ready.
  const server = start('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  let said = ''
  server.stderr.setEncoding('utf8').on('data', (text) => {
    said += text
  })
  const number = await new Promise((resolve, reject) => {
    const fail = (reason) => reject(new SetupFailure('Xvfb did not start.', 'See that Xvfb runs by itself.', reason))
    server.once('error', (error) => fail(error.message))
    server.once('exit', () => fail(said))
    server.stdio[3].once('data', (data) => resolve(String(data).trim()))
  })
  return { env: { DISPLAY: `:${number}`, WAYLAND_DISPLAY: '', XDG_SESSION_TYPE: 'x11' }, stop: () => stop(server) }
}
