/** The admin process as the page sees it: one state, one log, and switches by path. */

export interface PanelState {
  readonly cards: Readonly<Record<'patient' | 'professional', { readonly cardId: string | null }>>
  readonly control: { readonly mode: string }
  readonly nhi: { readonly shiftMs: number; readonly now: string }
  readonly cloud: { readonly shiftMs: number; readonly now: string }
  /** Missing where the surroundings run without gateways. */
  readonly vpn?: Readonly<Record<string, { readonly kind: string }>>
  readonly professionalPin: string
}

export interface CatalogueCard {
  readonly id: string
  readonly title: string
  readonly group: 'patient' | 'professional' | 'trouble'
}

export interface LogPage {
  readonly entries: readonly { readonly at: number; readonly source: string; readonly text: string }[]
  readonly next: Readonly<Record<string, number>>
}

export interface RemoteRequest {
  readonly accessToken: string
  readonly decision: 'pending' | 'approved' | 'refused'
}

export async function look<T>(path: string): Promise<T> {
  const reply = await fetch(`/admin/${path}`)
  if (!reply.ok) throw new Error(`${path}: ${reply.status}`)
  return (await reply.json()) as T
}

export async function throwSwitch<T>(path: string, body: unknown = {}): Promise<T> {
  const reply = await fetch(`/admin/${path}`, { method: 'POST', body: JSON.stringify(body) })
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
  return (await reply.json()) as T
}
