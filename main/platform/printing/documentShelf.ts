import { randomUUID } from 'node:crypto'

/** Documents laid out that a page of ours may look at, by an address nobody can guess; only the newest few stay. */
export interface DocumentShelf {
  /** Puts a whole page on the shelf; its path. */
  put(html: string): string
  get(path: string): string | null
}

const kept = 12

export const createDocumentShelf = (): DocumentShelf => {
  const documents = new Map<string, string>()
  return {
    put: (html) => {
      const path = `/print/${randomUUID()}`
      documents.set(path, html)
      for (const old of [...documents.keys()].slice(0, -kept)) documents.delete(old)
      return path
    },
    get: (path) => documents.get(path) ?? null,
  }
}
