import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

type Tree = { readonly [name: string]: string | Tree }

const folder = join(import.meta.dirname, '..', '..', 'resources', 'i18n', 'zh-TW')

const tree: Tree = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [basename(name, '.json'), JSON.parse(readFileSync(join(folder, name), 'utf8')) as Tree]),
)

/** The words of the screens as the shelf has them, such as `words('error.CARD_FOREIGN.title')`; holes are filled. */
export const words = (key: string, holes: Readonly<Record<string, string | number>> = {}): string => {
  const path = key.split('.')
  // A text with a number in it stands under its plural form, of which this language has one.
  const found = path.reduce<string | Tree | undefined>(
    (branch, name, at) =>
      typeof branch !== 'object'
        ? undefined
        : (branch[name] ?? (at === path.length - 1 ? branch[`${name}_other`] : undefined)),
    tree,
  )
  if (typeof found !== 'string') throw new Error(`resources/i18n/zh-TW has no text ${key}`)
  return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(holes[name] ?? ''))
}
