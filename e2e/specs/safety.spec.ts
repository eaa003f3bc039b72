import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { bothReceived, cold, untilCashier } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'

interface Door {
  readonly desk: { invoke(name: string, input: unknown): Promise<unknown> }
}

test('the page stands in a sandbox, apart from Electron and Node', { tag: '@portable' }, async ({
  plainDesk: desk,
}) => {
  const preferences = await desk.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    // Not in the typings, but the only way to see what the window really runs with.
    return (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences()
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  })
  expect(preferences.nodeIntegrationInSubFrames ?? false).toBe(false)
  expect(preferences.webviewTag ?? false).toBe(false)
  const reach = await desk.page.evaluate(() => ({
    require: typeof (globalThis as { require?: unknown }).require,
    process: typeof (globalThis as { process?: unknown }).process,
    buffer: typeof (globalThis as { Buffer?: unknown }).Buffer,
    // The one door has two verbs and hands over nothing of Electron.
    door: Object.keys((window as unknown as Door).desk).sort(),
  }))
  expect(reach).toEqual({
    require: 'undefined',
    process: 'undefined',
    buffer: 'undefined',
    door: ['invoke', 'subscribe'],
  })
})

test('the page cannot be led away, and opens no windows', { tag: '@portable' }, async ({ plainDesk: desk }) => {
  desk.expectComplaint(/^console: Not allowed to load local resource/)
  // Asked over main, because Playwright's page waits for the end of a navigation that was refused.
  const run = (script: string): Promise<unknown> =>
    desk.app.evaluate(({ webContents }, code) => webContents.getAllWebContents()[0]?.executeJavaScript(code), script)
  const at = desk.page.url()
  const stillThere = async (): Promise<void> => {
    const where = await desk.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
    )
    expect(where).toEqual([at])
    expect(await run(`document.querySelector('[data-testid="screen-front-desk"]') !== null`)).toBe(true)
  }
  for (const target of ['https://example.org/', 'file:///etc/passwd', 'app://other/index.html']) {
    await run(`location.assign(${JSON.stringify(target)}), null`)
    await stillThere()
    expect(await run(`window.open(${JSON.stringify(target)}) === null`)).toBe(true)
    await stillThere()
  }
})

test('the page runs nothing that did not come with the program', { tag: '@portable' }, async ({ plainDesk: desk }) => {
  desk.expectComplaint(/^console: .*Content Security Policy/)
  await desk.page.evaluate(() => {
    const violations: string[] = []
    Object.assign(window, { violations })
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
  })
  const outcome = await desk.page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.injected = true'
    document.body.append(script)
    // Later, because what the debugger evaluates at once may do so in spite of the policy.
    const evaluated = await new Promise<boolean>((done) =>
      setTimeout(() => {
        try {
          // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested
          globalThis.eval('1')
          done(true)
        } catch {
          done(false)
        }
      }),
    )
    const fetched = await fetch('https://example.org/').then(
      () => true,
      () => false,
    )
    return { injected: 'injected' in globalThis, evaluated, fetched }
  })
  expect(outcome).toEqual({ injected: false, evaluated: false, fetched: false })
  await expect
    .poll(() => desk.page.evaluate(() => (window as unknown as { violations: string[] }).violations))
    .toEqual(expect.arrayContaining(['connect-src', 'script-src', 'script-src-elem']))
})

test('the page may see through a camera and look into the clipboard, and nothing else', { tag: '@portable' }, async ({
  plainDesk: desk,
}) => {
  const states = await desk.page.evaluate(async () => {
    const names = ['camera', 'microphone', 'clipboard-read', 'geolocation', 'notifications', 'midi'] as const
    const asked = names.map(async (name) => {
      const { state } = await navigator.permissions.query({ name: name as PermissionName })
      return [name, state] as const
    })
    return Object.fromEntries(await Promise.all(asked))
  })
  expect(states).toEqual({
    camera: 'granted',
    microphone: 'denied',
    'clipboard-read': 'granted',
    geolocation: 'denied',
    notifications: 'denied',
    midi: 'denied',
  })
})

test('the door takes only what the contract knows', { tag: '@portable' }, async ({ plainDesk: desk }) => {
  desk.expectComplaint(/"event":"(request-unknown|input-refused)"/)
  const answers = await desk.page.evaluate(async () => {
    const { invoke } = (window as unknown as Door).desk
    return [
      await invoke('store:execute', { sql: 'select 1' }),
      await invoke('__proto__', {}),
      await invoke('constructor', {}),
      await invoke('patient:search', { text: 'a', limit: 1_000_000 }),
      await invoke('app:startup', { more: true }),
    ]
  })
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } })
})

test('files are served from the program only', { tag: '@portable' }, async ({ plainDesk: desk }) => {
  desk.expectComplaint(/^console: /)
  const statuses = await desk.page.evaluate(async () => {
    const paths = ['/../main/index.js', '/%2e%2e/%2e%2e/package.json', '/..%2f..%2fpackage.json', '/nothing.js']
    return Promise.all(
      paths.map((path) =>
        fetch(path).then(
          async (reply) => ({ ok: reply.ok, text: reply.ok ? (await reply.text()).slice(0, 40) : '' }),
          () => ({ ok: false, text: '' }),
        ),
      ),
    )
  })
  for (const status of statuses) {
    // An unknown path may be answered by the page itself; never by a file outside of the front room.
    expect(status.text).not.toContain('"name"')
    expect(status.text).not.toContain('import')
  }
})

/** Every file below a folder. */
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : []
  })

test('after a whole visit nothing of the patient can be read on the disk', async ({ sims, desk }) => {
  await untilCashier(desk, sims, 'lin-adult', '林示安')
  await desk.cashier.close()
  await bothReceived(desk)
  const look = (when: string): void => {
    const files = filesBelow(desk.dataDirectory)
    expect(files.map((file) => file.slice(desk.dataDirectory.length + 1))).toContain('clinic.db')
    const secrets = {
      name: Buffer.from('林示安'),
      'name in UTF-16': Buffer.from('林示安', 'utf16le'),
      'national id': Buffer.from('A200000012'),
      'card number': Buffer.from('900000000011'),
      note: Buffer.from(cold.note.subjective),
      pin: Buffer.from(`"${sims.settings.demo.professionalPin}"`),
    }
    for (const file of files) {
      if (!statSync(file, { throwIfNoEntry: false })?.isFile()) continue
      const bytes = readFileSync(file)
      for (const [what, secret] of Object.entries(secrets)) {
        expect(bytes.includes(secret), `${what} in ${file} ${when}`).toBe(false)
      }
    }
    const head = readFileSync(join(desk.dataDirectory, 'clinic.db')).subarray(0, 15).toString('latin1')
    expect(head).not.toBe('SQLite format 3')
  }
  look('while the app runs')
  await desk.close()
  look('after it was closed')
})
