import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cameraEdgeOf } from '../fixtures/cameraEdge.ts'
import { type Desk, openDesk } from '../fixtures/desk.ts'
import { fakeCamera } from '../fixtures/fakeCamera.ts'
import { pngOf, y4mFrame, y4mHead } from '../fixtures/qr/files.ts'
import { besides, drawScene, type SceneOptions } from '../fixtures/qr/scene.ts'
import { tokenOf } from '../fixtures/qr/seeded.ts'
import { expect, test } from '../fixtures/story.ts'
import { scanOn } from '../pages/scan.ts'

const code = (text: string): SceneOptions => ({ text, width: 480, height: 480, share: 0.9 })
const pngFile = (name: string, options: SceneOptions) => ({
  name: `${name}.png`,
  mimeType: 'image/png',
  buffer: pngOf(drawScene(options)),
})

interface Clip {
  readonly name: string
  readonly length: number
  readonly scene: Omit<SceneOptions, 'text' | 'width' | 'height'>
}

/** A second of video: the same code with other noise in each picture, and a hand that is never quite still. */
const clipFile = (folder: string, { name, length, scene }: Clip): string => {
  const text = tokenOf(length, length)
  const pictures = [0, 1, 2, 3].map((at) =>
    drawScene({ text, width: 640, height: 480, ...scene, degrees: (scene.degrees ?? 0) + at, seed: at + 1 }),
  )
  const file = join(folder, `${name}.y4m`)
  writeFileSync(file, Buffer.concat([y4mHead(640, 480), ...pictures.map(y4mFrame)]))
  return file
}

const withFlags = (dataDirectory: string, extraArguments: readonly string[]): Promise<Desk> =>
  openDesk({ settingsFile: null, dataDirectory, extraArguments })
const withCamera = (dataDirectory: string, file: string): Promise<Desk> => withFlags(dataDirectory, fakeCamera(file))
/** So many cameras that show Chromium's own test picture, whatever is plugged into this PC. */
const withCameras = (dataDirectory: string, count: number): Promise<Desk> =>
  withFlags(dataDirectory, [`--use-fake-device-for-media-stream=device-count=${count}`])

/** Every address the pages ask for from now on that does not lie in the program. */
const watchRequests = (desk: Desk): Promise<void> =>
  desk.app.evaluate(({ session }) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    session.defaultSession.webRequest.onBeforeRequest(({ url }, decide) => {
      if (!/^(app|blob|data|devtools):/.test(url)) asked.push(url)
      decide({})
    })
  })
const requestsOut = (desk: Desk): Promise<readonly string[]> =>
  desk.app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)

/** What changes in the answer to a scan while the camera gives 30 further pictures of the same code. */
const changesWhileLooking = async (desk: Desk): Promise<number> => {
  await expect(desk.page.getByTestId('scan-result').getByTestId('error-card')).toBeVisible()
  return desk.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let changes = 0
        const [result, video] = [document.querySelector('[data-testid="scan-result"]'), document.querySelector('video')]
        if (result === null || video === null) throw new Error('no scan is under way')
        const observer = new MutationObserver((seen) => {
          changes += seen.length
        })
        observer.observe(result, { childList: true, subtree: true, attributes: true })
        const next = (left: number): void => {
          if (left === 0) resolve(changes)
          else video.requestVideoFrameCallback(() => next(left - 1))
        }
        next(30)
      }),
  )
}

test('the camera hands a code on once, in a mirror, with nothing from outside', { tag: '@portable' }, async ({
  dataDirectory,
  folder,
}) => {
  const clip = { name: 'dense and blurred', length: 390, scene: { version: 25, blur: 0.9, noise: 6, share: 0.98 } }
  const desk = await withCamera(dataDirectory, clipFile(folder, clip))
  const scan = scanOn(() => desk.page)
  await watchRequests(desk)
  await scan.open()
  await scan.took('camera', clip.length)
  await scan.cameraIs('running')
  expect(await changesWhileLooking(desk), 'a code that stays before the camera is handed on once').toBe(0)
  await expect(desk.page.locator('video'), 'the preview is a mirror').toHaveCSS('scale', '-1 1')
  expect(await requestsOut(desk), 'the reader comes with the program').toEqual([])
  const policy = await desk.page.evaluate(async () =>
    (await fetch(location.href)).headers.get('content-security-policy'),
  )
  expect(policy, 'WebAssembly alone may be compiled').toMatch(/script-src 'self' 'wasm-unsafe-eval';/)
  await scan.close()
  await desk.close()
  expect(desk.complaints()).toEqual([])
})

/** What keeps a code from being read, two seconds each: dark, far away, out of focus. */
const hindrances: readonly Clip['scene'][] = [
  { version: 12, light: 26, dark: 20, noise: 9 },
  { version: 12, share: 0.22, noise: 4, tilt: 0.1 },
  { version: 25, blur: 7, noise: 1, share: 0.98 },
]
const hindrancesFile = (folder: string): string => {
  const text = tokenOf(200, 200)
  const file = join(folder, 'hindrances.y4m')
  const frames = hindrances.map((scene) => y4mFrame(drawScene({ text, width: 640, height: 480, ...scene })))
  writeFileSync(file, Buffer.concat([y4mHead(640, 480), ...frames.flatMap((frame) => Array(60).fill(frame))]))
  return file
}

test('a scan that is closed before the picture is there lets the camera go', { tag: '@portable' }, async ({
  dataDirectory,
}) => {
  const desk = await withCameras(dataDirectory, 1)
  const scan = scanOn(() => desk.page)
  await desk.page.evaluate(() => {
    const { mediaDevices } = navigator
    const ask = mediaDevices.getUserMedia.bind(mediaDevices)
    const tracks: MediaStreamTrack[] = []
    const waits: (() => void)[] = []
    const go = (): void => {
      for (const wait of waits.splice(0)) wait()
    }
    const held = { tracks, isSlow: true, go }
    Object.assign(window, { held })
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted)
      tracks.push(...stream.getTracks())
      if (held.isSlow) await new Promise<void>((resolve) => waits.push(resolve))
      return stream
    }
    // A picture that never runs, as of a camera that another program holds.
    HTMLMediaElement.prototype.play = () => new Promise(() => undefined)
    Object.defineProperty(HTMLMediaElement.prototype, 'autoplay', { set: () => undefined })
  })
  const states = () =>
    desk.page.evaluate(() => {
      const { held } = window as unknown as { held: { tracks: MediaStreamTrack[] } }
      return held.tracks.map(({ readyState }) => readyState)
    })
  await test.step('while the system still opens it', async () => {
    await scan.open()
    await expect.poll(states).toEqual(['live'])
    await scan.close()
    await desk.page.evaluate(() => {
      const { held } = window as unknown as { held: { isSlow: boolean; go(): void } }
      held.isSlow = false
      held.go()
    })
    await expect.poll(states).toEqual(['ended'])
  })
  await test.step('while its picture is awaited', async () => {
    await scan.open()
    await expect(desk.page.locator('video')).toBeAttached()
    await expect.poll(states).toEqual(['ended', 'live'])
    await scan.close()
    await expect.poll(states).toEqual(['ended', 'ended'])
  })
  await desk.close()
  expect(desk.complaints()).toEqual([])
})

test('the panel says what hinders, and closing lets the camera go', { tag: '@portable' }, async ({
  folder,
  dataDirectory,
}) => {
  const desk = await withCamera(dataDirectory, hindrancesFile(folder))
  const scan = scanOn(() => desk.page)
  await scan.open()
  const guidance = desk.page.getByTestId('scan-guidance')
  for (const advice of ['too-far', 'blurred', 'too-dark']) {
    await expect(guidance).toHaveAttribute('data-guidance', advice)
  }
  await scan.tookNothing()
  for (const theme of ['light', 'dark'] as const) {
    await desk.page.emulateMedia({ colorScheme: theme })
    await expect(desk.page.locator('html')).toHaveAttribute('data-theme', theme)
    mkdirSync(join('test-results', 'looks'), { recursive: true })
    await desk.page.screenshot({ path: join('test-results', 'looks', `scan-${theme}.png`) })
  }
  const video = await desk.page.locator('video').elementHandle()
  await scan.close()
  const states = await video?.evaluate((element) =>
    ((element as HTMLVideoElement).srcObject as MediaStream | null)?.getTracks().map(({ readyState }) => readyState),
  )
  expect(states ?? []).not.toContain('live')
  await test.step('a camera that is not allowed is told with its remedy', async () => {
    await desk.app.evaluate(({ session }) => {
      session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
      session.defaultSession.setPermissionCheckHandler(() => false)
    })
    await scan.open()
    await scan.cameraIs('denied')
  })
  await desk.close()
  expect(desk.complaints()).toEqual([])
})

test('without a camera the panel says so; of several one is chosen and remembered', { tag: '@portable' }, async ({
  dataDirectory,
}) => {
  const none = await withCameras(dataDirectory, 0)
  const scan = scanOn(() => none.page)
  await scan.open()
  await scan.cameraIs('absent')
  await expect(none.page.getByTestId('scan-camera-again')).toBeVisible()
  await none.close()
  expect(none.complaints()).toEqual([])

  const two = await withCameras(dataDirectory, 2)
  const scanAtTwo = scanOn(() => two.page)
  const choice = () => two.page.getByTestId('scan-camera-choice')
  await scanAtTwo.open()
  await scanAtTwo.cameraIs('running')
  await expect(choice()).toHaveAttribute('data-value', /./)
  const first = await choice().getAttribute('data-value')
  await choice().focus()
  await two.page.keyboard.press('ArrowDown')
  await expect(two.page.getByRole('option').first()).toBeFocused()
  await two.page.keyboard.press('End')
  await two.page.keyboard.press('Enter')
  await expect(choice()).not.toHaveAttribute('data-value', first ?? '')
  await scanAtTwo.cameraIs('running')
  await expect(choice(), 'another choice can follow').toBeFocused()
  const second = await choice().getAttribute('data-value')
  await two.relaunch()
  await scanAtTwo.open()
  await scanAtTwo.cameraIs('running')
  await expect(choice()).toHaveAttribute('data-value', second ?? '')
  const edge = await cameraEdgeOf(two.page)
  await test.step('pulled out in the middle: the other one goes on', async () => {
    const pulled = await edge.shown()
    await edge.pullOut(false)
    await expect(choice()).toHaveCount(0)
    await expect.poll(async () => ['', pulled].includes(await edge.shown())).toBe(false)
    await scanAtTwo.cameraIs('running')
  })
  await test.step('pulled out, too: told with the other ways, and used again once it is back', async () => {
    await edge.pullOut(true)
    await scanAtTwo.cameraIs('absent')
    await expect(two.page.getByTestId('scan-camera')).toContainText('找不到相機')
    await expect(two.page.getByTestId('scan-image')).toBeEnabled()
    await edge.plugIn()
    await scanAtTwo.cameraIs('running')
    await expect(choice()).toHaveAttribute('data-value', second ?? '')
  })
  await test.step('held by another program: told with its remedy, which works', async () => {
    await scanAtTwo.close()
    await edge.inUse(true)
    await scanAtTwo.open()
    await scanAtTwo.cameraIs('in-use')
    await expect(two.page.getByTestId('scan-camera')).toContainText('其他程式')
    await edge.inUse(false)
    await two.page.getByTestId('scan-camera-again').press('Enter')
    await scanAtTwo.cameraIs('running')
  })
  await test.step('a light is offered where there is one', async () => {
    const light = two.page.getByTestId('scan-camera-light')
    await expect(light).toHaveCount(0)
    await scanAtTwo.close()
    await edge.haveLight()
    await scanAtTwo.open()
    await light.press('Enter')
    await expect(light).toHaveAttribute('aria-pressed', 'true')
    expect(await edge.light()).toBe(true)
    await light.press('Enter')
    await expect(light).toHaveAttribute('aria-pressed', 'false')
    expect(await edge.light()).toBe(false)
  })
  await test.step('by keys alone: everything in its order, and back to where the person was', async () => {
    const { keyboard } = two.page
    const part = (name: string) => two.page.getByTestId(name)
    await scanAtTwo.close()
    await keyboard.press('F3')
    const search = part('patient-search').locator('input').or(part('patient-search')).first()
    await expect(search).toBeFocused()
    await scanAtTwo.open()
    await expect(part('scan-panel')).toBeFocused()
    await expect(part('scan-camera-light')).toBeVisible()
    for (const name of ['close', 'camera-choice', 'camera-light', 'image', 'clipboard', 'screen']) {
      await keyboard.press('Tab')
      await expect(part(`scan-${name}`)).toBeFocused()
    }
    const asked = two.page.waitForEvent('filechooser')
    await part('scan-image').press('Enter')
    await (await asked).setFiles(pngFile('chosen', code(tokenOf(130, 6))))
    await scanAtTwo.took('image', 130)
    await scanAtTwo.close()
    await expect(search).toBeFocused()
  })
  await two.close()
  expect(two.complaints()).toEqual([])
})

test('a picture file is read, judged, and asked about', { tag: '@portable' }, async ({ plainDesk: desk }) => {
  const scan = scanOn(() => desk.page)
  await scan.open()
  await scan.picture(pngFile('payment', code('TWQRP://00000000NTTransfer/158/02/V1?D5=004&D6=0000000000000000')))
  await scan.says('payment')
  await scan.picture(pngFile('address', code('https://example.org/some/page')))
  await scan.says('url')
  await scan.picture(pngFile('rubbish', { ...code(''), text: new Uint8Array([0, 255, 1, 254, 2, 253, 3, 252, 4, 5]) }))
  await scan.says('binary')
  await scan.picture(pngFile('dense', { ...code('x'.repeat(2_950)), width: 1_100, height: 1_100 }))
  await scan.says('too-long')
  await scan.picture({ name: 'note.png', mimeType: 'image/png', buffer: Buffer.from('no picture at all') })
  await scan.says('notAPicture')
  await scan.tookNothing()

  await test.step('dropped on the panel', async () => {
    const png = pngFile('dropped', code(tokenOf(140, 5))).buffer.toString('base64')
    const dropped = await desk.page.evaluateHandle((base64) => {
      const transfer = new DataTransfer()
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      transfer.items.add(new File([bytes], 'dropped.png', { type: 'image/png' }))
      return transfer
    }, png)
    await desk.page.getByTestId('scan-panel').dispatchEvent('drop', { dataTransfer: dropped })
    await scan.took('image', 140)
  })
  await test.step('beside a payment code the virtual card is chosen', async () => {
    const both = besides(drawScene(code('289012345678901234')), drawScene(code(tokenOf(180, 1))))
    await scan.picture({ name: 'both.png', mimeType: 'image/png', buffer: pngOf(both) })
    await scan.took('image', 180)
  })
  await test.step('two that could be meant are a question, answered by keys', async () => {
    const both = besides(drawScene(code(tokenOf(150, 2))), drawScene(code(tokenOf(160, 3))))
    await scan.picture({ name: 'two.png', mimeType: 'image/png', buffer: pngOf(both) })
    await expect(desk.page.getByTestId('scan-question')).toBeVisible()
    const left = desk.page.getByTestId('scan-question').getByRole('button', { name: '左邊' })
    await left.focus()
    await desk.page.keyboard.press('Enter')
    await scan.took('image', 150)
  })
  await scan.close()
  await expect(desk.page.getByTestId('screen-front-desk')).toBeVisible()
})

test('the clipboard is read by its button and by pasting', { tag: '@portable' }, async ({ plainDesk: desk }) => {
  const scan = scanOn(() => desk.page)
  const copy = (length: number): Promise<void> =>
    desk.app.evaluate(
      async ({ clipboard, nativeImage }, png) => {
        const bytes = Buffer.from(png, 'base64')
        // Electron has changed this call between the versions that are supported.
        const board = clipboard as unknown as { writeImage?(image: unknown): void; write(data: unknown): unknown }
        if (board.writeImage !== undefined) board.writeImage(nativeImage.createFromBuffer(bytes))
        else await board.write([{ 'image/png': bytes }])
      },
      pngOf(drawScene(code(tokenOf(length, length)))).toString('base64'),
    )
  await scan.open()
  await copy(170)
  await desk.page.getByTestId('scan-clipboard').press('Enter')
  await scan.took('clipboard', 170)
  await copy(190)
  await desk.page.keyboard.press('Control+V')
  await scan.took('clipboard', 190)
})

test('a code in another window is found on the screen', { tag: '@portable' }, async ({ plainDesk: desk }) => {
  const scan = scanOn(() => desk.page)
  await scan.open()
  await test.step('nothing there yet', async () => {
    await desk.page.getByTestId('scan-screen').press('Enter')
    await scan.says('nothingOnScreen')
  })
  const picture = pngOf(drawScene({ ...code(tokenOf(210, 4)), width: 400, height: 400 })).toString('base64')
  await desk.app.evaluate(async ({ BrowserWindow }, png) => {
    const call = new BrowserWindow({ x: 20, y: 20, width: 460, height: 460, alwaysOnTop: true, frame: false })
    await call.loadURL(
      `data:text/html,<body style="margin:30px"><img src="data:image/png;base64,${encodeURIComponent(png)}">`,
    )
    call.showInactive()
  }, picture)
  // The other window is on the screen a frame or two later.
  await expect(async () => {
    await desk.page.getByTestId('scan-screen').click()
    await expect(desk.page.getByTestId('scan-result')).toHaveAttribute('data-source', 'screen', { timeout: 4_000 })
  }).toPass({ timeout: 30_000 })
  await scan.took('screen', 210)
  await desk.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) if (window.isAlwaysOnTop()) window.destroy()
  })
})

test('a scanner that acts as a keyboard is told from a person', { tag: '@portable' }, async ({ plainDesk: desk }) => {
  const scan = scanOn(() => desk.page)
  const search = desk.page.getByTestId('patient-search')
  const box = search.locator('input').or(search).first()
  await box.fill('王')
  await box.focus()
  const scanBy = (sent: string, end = 'Return'): Promise<void> =>
    desk.app.evaluate(
      ({ BrowserWindow }, keys) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        for (const keyCode of keys) {
          contents?.sendInputEvent({ type: 'keyDown', keyCode })
          if (keyCode.length === 1) contents?.sendInputEvent({ type: 'char', keyCode })
          contents?.sendInputEvent({ type: 'keyUp', keyCode })
        }
      },
      [...sent, end],
    )
  await test.step('what is no virtual card is told, also with no panel open', async () => {
    await scanBy('289012345678901234')
    await scan.says('payment')
    await scan.tookNothing()
    await scan.close()
    await box.focus()
  })
  const token = 'nhivc2.0123456789abcdefghijklmnopqrstuvwxyz'
  await scanBy(token)
  await scan.took('wedge', token.length)
  await expect(box, 'the token is not left in the field').toHaveValue('王')
  await test.step('with Tab at its end, too, which then leads to no other field', async () => {
    await box.focus()
    await scanBy(`${token}0`, 'Tab')
    await scan.took('wedge', token.length + 1)
    await expect(box).toHaveValue('王')
    await expect(desk.page.getByTestId('scan-refused').getByRole('button').first(), 'the way on').toBeFocused()
  })
  await test.step('slow typing stays typing', async () => {
    await box.fill('')
    await box.pressSequentially('abcdefghijklmnopqrst', { delay: 60 })
    await desk.page.keyboard.press('Enter')
    await expect(box).toHaveValue('abcdefghijklmnopqrst')
    await scan.took('wedge', token.length + 1)
  })
})
