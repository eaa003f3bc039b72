import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol, session } from 'electron'
import { appOrigin } from '../ipc/sender.ts'
import type { DocumentShelf } from '../platform/printing/documentShelf.ts'
import { isAllowed } from './permissions.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
}

/** Only our own pages' code and styles; nothing from any network. */
const contentSecurityPolicy = [
  "default-src 'none'",
  // The reader of QR codes is WebAssembly; that alone is allowed, not eval.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  // A document to be printed, looked at beforehand.
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** A document to be printed: styles and fonts of ours, nothing that runs, shown in our own page alone. */
const documentPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  // The smallest parts of the font lie inside its style sheet.
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

/** Must run before the app is ready. */
export const declareScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])

/** The file of a request under `root`, or null when the address leads outside. */
export const fileOf = (root: string, url: string): string | null => {
  const { pathname } = new URL(url)
  const path = normalize(join(root, decodeURIComponent(pathname === '/' ? '/index.html' : pathname)))
  return path.startsWith(normalize(root) + sep) ? path : null
}

/** Serves the renderer's files and the documents on the shelf as `app://desk/…`, and nothing else. */
export const servePages = (root: string, shelf: DocumentShelf): void => {
  protocol.handle('app', async (request) => {
    const refused = new Response(null, { status: 404 })
    if (request.method !== 'GET' || !request.url.startsWith(`${appOrigin}/`)) return refused
    const document = shelf.get(new URL(request.url).pathname)
    if (document !== null) {
      return new Response(document, {
        headers: {
          'Content-Type': 'text/html; charset=utf-8',
          'Content-Security-Policy': documentPolicy,
          'Cache-Control': 'no-store',
          'X-Content-Type-Options': 'nosniff',
        },
      })
    }
    const path = fileOf(root, request.url)
    if (path === null) return refused
    try {
      return new Response(new Uint8Array(await readFile(path)), {
        headers: {
          'Content-Type': types[extname(path)] ?? 'application/octet-stream',
          'Content-Security-Policy': contentSecurityPolicy,
          'X-Content-Type-Options': 'nosniff',
        },
      })
    } catch {
      return refused
    }
  })
  // Nothing is allowed that isn't asked for by a screen of ours.
  session.defaultSession.setPermissionRequestHandler((_contents, permission, decide, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    decide(isAllowed({ permission, from: details.requestingUrl, isMainFrame: details.isMainFrame, media }))
  })
  session.defaultSession.setPermissionCheckHandler((_contents, permission, origin, { mediaType, isMainFrame }) =>
    isAllowed({ permission, from: origin, isMainFrame, media: mediaType === undefined ? [] : [mediaType] }),
  )
}
