import { useEffect, useRef } from 'react'
import { create } from 'zustand'

/** Something the present screen can do by a key. */
export interface Command {
  /** `F2` … `F9` stand in the bar; others (`Ctrl+Enter`, `Escape`) work without a button there. */
  readonly key: string
  readonly label: string
  readonly run: () => void
  readonly disabled?: boolean
  /** Of what opens and closes: whether it is open. */
  readonly pressed?: boolean
}

interface Commands {
  readonly commands: readonly Command[]
}

export const useCommands = create<Commands>(() => ({ commands: [] }))

/**
 * Gives the present screen's commands to the F-key bar, the keyboard and the palette. The newest `run` of each is called, the
 * bar itself is drawn anew only when a label or a state changes.
 */
export const useScreenCommands = (commands: readonly Command[]): void => {
  const newest = useRef(commands)
  useEffect(() => {
    newest.current = commands
  })
  const outline = JSON.stringify(
    commands.map(({ key, label, disabled, pressed }) => ({ key, label, disabled: disabled ?? false, pressed })),
  )
  useEffect(() => {
    const entries = JSON.parse(outline) as { key: string; label: string; disabled: boolean; pressed?: boolean }[]
    useCommands.setState({
      commands: entries.map((entry) => ({
        ...entry,
        run: () => newest.current.find(({ key }) => key === entry.key)?.run(),
      })),
    })
    return () => useCommands.setState({ commands: [] })
  }, [outline])
}

/** Runs the present screen's command of that key; false when there is none or it is off. */
export const runCommand = (key: string): boolean => {
  const command = useCommands.getState().commands.find((entry) => entry.key === key)
  if (command === undefined || command.disabled === true) return false
  command.run()
  return true
}
