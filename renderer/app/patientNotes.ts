import { create } from 'zustand'

/** What takes note of the patient's notes that have popped up; null while there are none. */
export const usePatientNotes = create<{ readonly see: (() => void) | null }>(() => ({ see: null }))

/** Takes note of them, from wherever the key is pressed; false when nothing has popped up. */
export const seeNotes = (): boolean => {
  const { see } = usePatientNotes.getState()
  see?.()
  return see !== null
}
