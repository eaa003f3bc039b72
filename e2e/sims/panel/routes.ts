import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reply, Route } from '../http/exchange.ts'

const FILES = [
  ['/', 'panel.html', 'text/html; charset=utf-8'],
  ['/panel.js', 'panel.js', 'text/javascript; charset=utf-8'],
  ['/panel.css', 'panel.css', 'text/css; charset=utf-8'],
] as const

const POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self'"
const QR_LIMIT = 1000

/** The panel's page and its QR pictures. */
export function panelRoutes(): readonly Route[] {
  return [
    ...FILES.map(
      ([path, file, type]): Route => ({
        method: 'GET',
        path,
        handle: () => ({
          status: 200,
          headers: { 'Content-Type': type, 'Content-Security-Policy': POLICY },
          body: readFileSync(join(import.meta.dirname, file), 'utf8'),
        }),
      }),
    ),
    {
      method: 'GET',
      path: '/qr.svg',
      handle: (request) => qrPicture(request.query.get('text') ?? ''),
    },
  ]
}

async function qrPicture(text: string): Promise<Reply> {
  if (text === '' || text.length > QR_LIMIT) return { status: 400, body: { error: 'text of 1 to 1000 characters' } }
  const { toString: draw } = await import('qrcode')
  const svg = await draw(text, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
  return { status: 200, headers: { 'Content-Type': 'image/svg+xml' }, body: svg }
}
