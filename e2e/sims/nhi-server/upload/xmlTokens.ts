/** One piece of the upload's XML: a start tag, an end tag, or text between tags. */
export type XmlToken =
  | { readonly kind: 'start' | 'end'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }

const DECLARATION =
  /^<\?xml version=["']1\.[01]["'](?: encoding=["'][A-Za-z0-9-]+["'])?(?: standalone=["'](?:yes|no)["'])?\s*\?>/
const PIECE = /<(\/?)([A-Za-z][A-Za-z0-9]*)\s*(\/?)>|([^<]+)/y
const ENTITIES = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

/**
 * The tokens of an upload: a declaration exactly once at the start, tags without attributes, text.
 * Anything else of XML (comments, attributes, CDATA, document types) is undefined, as is a stray `<` or `&`.
 */
export function xmlTokens(xml: string): readonly XmlToken[] | undefined {
  const declaration = DECLARATION.exec(xml)
  if (!declaration) return undefined
  const tokens: XmlToken[] = []
  PIECE.lastIndex = declaration[0].length
  while (PIECE.lastIndex < xml.length) {
    const piece = PIECE.exec(xml)
    if (!piece) return undefined
    const [, slash, name, selfClosing, raw] = piece
    if (name !== undefined) {
      if (slash && selfClosing) return undefined
      tokens.push({ kind: slash ? 'end' : 'start', name })
      if (selfClosing) tokens.push({ kind: 'end', name })
      continue
    }
    const text = withoutEntities(raw ?? '')
    if (text === undefined) return undefined
    if (text.trim() !== '') tokens.push({ kind: 'text', text })
  }
  return tokens
}

function withoutEntities(raw: string): string | undefined {
  let known = true
  const text = raw.replaceAll(/&([a-z]*;?)/g, (_, entity: string) => {
    const character = entity.endsWith(';') ? ENTITIES.get(entity.slice(0, -1)) : undefined
    if (character === undefined) known = false
    return character ?? ''
  })
  return known ? text : undefined
}
