import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize, sep } from 'node:path'
import { _electron, type Page } from '@playwright/test'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { electronExecutable, root } from '../../../e2e/fixtures/launch.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
}

/** The bench's page, built from the product's own parts and served to this machine only. */
export interface BenchPage {
  /** Opens it in Electron, uses it, and closes it. */
  use<Value>(extraArguments: readonly string[], work: (page: Page) => Promise<Value>): Promise<Value>
  close(): void
}

/** Builds and serves the page; `pictures` is the folder that it may fetch from as `/pictures/NAME`. */
export const openBenchPage = async (pictures: string | null): Promise<BenchPage> => {
  const outDir = mkdtempSync(join(tmpdir(), 'qr-bench-'))
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(root, 'renderer', 'dev', 'qr-bench'),
    plugins: [react(), tailwindcss()],
    build: { outDir, emptyOutDir: true },
  })
  const server = createServer(({ url = '/' }, reply) => {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname)
    const isPicture = path.startsWith('/pictures/') && pictures !== null
    const base = isPicture ? normalize(pictures) : outDir
    const file = normalize(join(base, isPicture ? path.slice('/pictures'.length) : path === '/' ? 'index.html' : path))
    try {
      if (!file.startsWith(base + sep)) throw new Error('outside')
      const body = readFileSync(file)
      reply
        .writeHead(200, { 'content-type': types[extname(file).toLowerCase()] ?? 'application/octet-stream' })
        .end(body)
    } catch {
      reply.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return {
    use: async (extraArguments, work) => {
      const data = mkdtempSync(join(tmpdir(), 'qr-bench-data-'))
      const app = await _electron.launch({
        executablePath: electronExecutable(),
        args: [
          ...sandbox,
          join(root, 'scripts', 'bench', 'qr'),
          `--page=http://127.0.0.1:${port}/`,
          `--user-data-dir=${data}`,
          ...extraArguments,
        ],
        cwd: root,
      })
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
    close: () => {
      server.close()
      rmSync(outDir, { recursive: true, force: true })
    },
  }
}
