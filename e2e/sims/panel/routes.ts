import { readdirSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import type { Reply, Route } from '../http/exchange.ts'

const PAGE = join(import.meta.dirname, 'page')
const POLICY = "default-src 'self'; img-src 'self' data:"
const QR_LIMIT = 1000

/** The panel's page, its scripts (types stripped on the way out), and QR pictures. */
export function panelRoutes(): readonly Route[] {
  const scripts = readdirSync(PAGE).filter((file) => file.endsWith('.ts'))
  return [
    fileRoute('/', 'panel.html', 'text/html; charset=utf-8'),
    fileRoute('/panel.css', 'panel.css', 'text/css; charset=utf-8'),
    ...scripts.map((file) => fileRoute(`/page/${file}`, file, 'text/javascript; charset=utf-8')),
    { method: 'GET', path: '/qr.svg', handle: (request) => qrPicture(request.query.get('text') ?? '') },
    { method: 'GET', path: '/favicon.ico', handle: () => ({ status: 204 }) },
  ]
}

function fileRoute(path: string, file: string, type: string): Route {
  return {
    method: 'GET',
    path,
    handle: () => {
      const text = readFileSync(join(PAGE, file), 'utf8')
      return {
        status: 200,
        headers: { 'Content-Type': type, 'Content-Security-Policy': POLICY },
        body: file.endsWith('.ts') ? stripTypeScriptTypes(text) : text,
      }
    },
  }
}

async function qrPicture(text: string): Promise<Reply> {
  if (text === '' || text.length > QR_LIMIT) return { status: 400, body: { error: 'text of 1 to 1000 characters' } }
  const qrcode = await import('qrcode')
  const svg = await qrcode.default.toString(text, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' })
  return { status: 200, headers: { 'Content-Type': 'image/svg+xml' }, body: svg }
}
