import { useState } from 'react'

/** A PIN or PUK while it is being typed. */
export interface Secret {
  readonly typed: string
  readonly isMalformed: boolean
  type(text: string): void
  /** Whether it has the form that is asked for; marked where it has not. */
  check(): boolean
  /** What was typed, where it has that form; gone from the screen then. Null, and marked, where it has not. */
  take(): string | null
  clear(): void
}

/** Full-width digits of a Chinese keyboard count as digits. */
export const plainDigits = (typed: string): string => typed.normalize('NFKC').trim()

export const useSecret = (form: RegExp): Secret => {
  const [typed, setTyped] = useState('')
  const [isMalformed, setMalformed] = useState(false)
  const check = (): boolean => {
    const fits = form.test(plainDigits(typed))
    setMalformed(!fits)
    return fits
  }
  return {
    typed,
    isMalformed,
    type: (text) => {
      setTyped(text)
      setMalformed(false)
    },
    check,
    take: () => {
      if (!check()) return null
      setTyped('')
      return plainDigits(typed)
    },
    clear: () => setTyped(''),
  }
}
