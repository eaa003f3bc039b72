import type { Route } from './exchange.ts'

/** The route a request belongs to and the named parts of its path. */
export interface RouteMatch {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

/** Finds the route of a method and path; `pathKnown` tells 405 from 404. */
export function createRouteTable(
  routes: readonly Route[],
): (method: string, path: string) => { match: RouteMatch | undefined; pathKnown: boolean } {
  const compiled = routes.map((route) => ({ route, parts: route.path.split('/') }))
  return (method, path) => {
    const parts = path.split('/')
    const fitting = compiled.flatMap(({ route, parts: pattern }) => {
      const params = paramsOf(pattern, parts)
      return params ? [{ route, params }] : []
    })
    return { match: fitting.find(({ route }) => route.method === method), pathKnown: fitting.length > 0 }
  }
}

function paramsOf(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index] ?? ''
    if (expected.startsWith(':')) {
      const value = decoded(part)
      if (!value) return undefined
      params[expected.slice(1)] = value
    } else if (expected !== part) {
      return undefined
    }
  }
  return params
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
