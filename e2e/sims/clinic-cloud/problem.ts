import type { Reply } from '../http/exchange.ts'

/** An error answer after RFC 9457; `code` is what the workstation acts on. */
export function problem(
  status: number,
  code: string,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    status,
    headers: { ...headers, 'Content-Type': 'application/problem+json' },
    body: JSON.stringify({ type: 'about:blank', title: code, status, code, detail }),
  }
}
