/** What a key does in a cell of a table of text boxes and lists. */
export type TableMove =
  | { readonly kind: 'row'; readonly by: 1 | -1 }
  | { readonly kind: 'next' }
  | { readonly kind: 'remove' }

/**
 * The move of a key, or null when it keeps its ordinary meaning. In a list (`select`) the arrows choose, so only Enter moves on.
 */
export const tableMove = (
  press: { readonly key: string; readonly ctrlKey: boolean; readonly altKey: boolean },
  inList: boolean,
): TableMove | null => {
  if (press.altKey) return null
  if (press.ctrlKey) return press.key === 'Delete' ? { kind: 'remove' } : null
  if (press.key === 'Enter') return { kind: 'next' }
  if (inList) return null
  if (press.key === 'ArrowDown') return { kind: 'row', by: 1 }
  return press.key === 'ArrowUp' ? { kind: 'row', by: -1 } : null
}
