import { useEffect } from 'react'
import { leaveScan } from '../scan/redeem/redeem.ts'
import { closeCardContent, openCardContent, useCardContent } from './cardContent.ts'
import { runCommand, useCommands } from './commands.ts'
import { shortcutOf } from './keyboard.ts'
import { goTo, setPaletteOpen, useNavigation } from './navigation.ts'
import { seeNotes } from './patientNotes.ts'
import { screenNames } from './screenNames.ts'

/**
 * Floating layers (select, popover, suggestions) close themselves on Escape; each carries this mark. A select's stays in the page, closed,
 * from the first time the select has had the focus.
 */
const isLayerOpen = (): boolean => document.querySelector('[data-layer]:not([data-closed])') !== null

/** A dialog was asked for and does not stand yet: what is typed at it must not reach the form beneath, where Enter registers. */
const isDialogComing = (): boolean => {
  const { paletteOpen, printing } = useNavigation.getState()
  return (paletteOpen || printing !== null) && document.querySelector('dialog[open]') === null
}

/** Opens, closes or does something; what only pages on may be held. */
const isOnceAPress = (name: string): boolean =>
  /^Ctrl\+([1-9]|K|I)$/.test(name) ||
  (/^Ctrl\+[A-Z]$/.test(name) && useCommands.getState().commands.some(({ key }) => key === name))

const handle = (name: string): boolean => {
  if (name === 'Ctrl+K') {
    setPaletteOpen(!useNavigation.getState().paletteOpen)
    return true
  }
  const { paletteOpen, printing } = useNavigation.getState()
  if (paletteOpen || printing !== null) return false
  const isContentOpen = useCardContent.getState().open
  if (name === 'Ctrl+I') {
    if (isContentOpen) closeCardContent()
    else if (!isLayerOpen()) openCardContent()
    return true
  }
  // The layer takes its own keys; the screen behind it takes none.
  if (isContentOpen) return false
  if (name === 'Escape' && isLayerOpen()) return false
  if (name === 'Escape' && leaveScan()) return true
  const place = /^Ctrl\+([1-9])$/.exec(name)
  if (place !== null) {
    const screen = screenNames[Number(place[1]) - 1]
    if (screen !== undefined) goTo(screen)
    return screen !== undefined
  }
  if (runCommand(name)) return true
  if (name === 'Ctrl+Y') return seeNotes()
  // A function key that is off here must not reach browser or system either: F5 would reload the page, F10 is Windows' key for menus.
  return /^F([2-9]|1[0-2])$/.test(name) || useCommands.getState().commands.some(({ key }) => key === name)
}

/** Keys that work everywhere. Taken before any field sees them, except what an input method is composing. */
export const useShortcuts = (): void => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const name = shortcutOf(event)
      const isHeld = event.repeat && name !== null && isOnceAPress(name)
      if (!isHeld && !isDialogComing() && (name === null || !handle(name))) return
      event.preventDefault()
      event.stopPropagation()
    }
    document.addEventListener('keydown', onKeyDown, { capture: true })
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}
