import { placeFrom } from '../templates/snippetText.ts'

/** Where a text goes behind what stands in a part of the note, on a line of its own: in the place of the blank end from `from` on. */
export const behind = (standing: string, text: string): { readonly from: number; readonly text: string } =>
  standing.trim() === '' ? { from: 0, text } : { from: standing.trimEnd().length, text: `\n${text}` }

/** As if it had been typed, so that it can be undone like any typing: a value that is set from outside breaks the engine's undo. */
const typeOver = (area: HTMLTextAreaElement, start: number, end: number, text: string): void => {
  area.focus()
  area.setSelectionRange(start, end)
  document.execCommand('insertText', false, text)
}

/** Types a text in the place of a selection, and goes to its first place to be filled in. */
export const typeAt = (area: HTMLTextAreaElement, start: number, end: number, text: string): void => {
  typeOver(area, start, end, text)
  const first = placeFrom(area.value, start, 'forward')
  if (first !== null && first.end <= start + text.length) area.setSelectionRange(first.start, first.end)
}

/** Types a text behind what stands there. */
export const typeBehind = (area: HTMLTextAreaElement, text: string): void => {
  const { value } = area
  const { from, text: typed } = behind(value, text)
  typeOver(area, from, value.length, typed)
}

/** Takes the last so many typings back. */
export const undoTyping = (steps: number): void => {
  for (let step = 0; step < steps; step += 1) document.execCommand('undo')
}
