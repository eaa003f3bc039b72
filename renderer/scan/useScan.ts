import { useEffect, useRef, useState } from 'react'
import type { ScanSource } from '../../preload/contract/card/scan.ts'
import { type ScanRefusal, virtualCodeLifeMs } from '../../preload/contract/card/virtualCardText.ts'
import type { Candidate, Verdict } from './acceptCodes.ts'

/** What a scanned text is given to. */
export type OnScanned = (text: string, source: ScanSource) => void

/** What the panel says under its sources. */
export type Note =
  | { readonly kind: 'refused'; readonly reason: ScanRefusal }
  | { readonly kind: 'nothing' | 'nothingOnScreen' | 'noPicture' }
  | { readonly kind: 'inputMethod' }
  /** A question stayed open longer than its codes can be good. */
  | { readonly kind: 'over' }
  | { readonly kind: 'screenNotCaptured' }

export interface Scan {
  readonly note: Note | null
  /** More than one code could be meant. */
  readonly question: { readonly candidates: readonly Candidate[]; readonly source: ScanSource } | null
  /** Takes in what a source has found. */
  accept(verdict: Verdict | null, source: ScanSource): void
  choose(candidate: Candidate): void
  say(note: Note | null): void
}

/**
 * The one way from every source to `onScanned`.
 *
 * @param told what a scanner beside the panel had to be told last
 */
export const useScan = (onScanned: OnScanned, told: Note | null): Scan => {
  const [note, setNote] = useState<Note | null>(told)
  const [question, setQuestion] = useState<Scan['question']>(null)
  const newest = useRef(onScanned)
  useEffect(() => {
    newest.current = onScanned
  })
  useEffect(() => {
    if (told !== null) setNote(told)
  }, [told])
  useEffect(() => {
    if (question === null) return
    const end = setTimeout(() => {
      setQuestion(null)
      setNote({ kind: 'over' })
    }, virtualCodeLifeMs)
    return () => clearTimeout(end)
  }, [question])
  /** What the camera has given last: it sees the same code thirty times a second. */
  const seen = useRef<string | null>(null)

  const give = (text: string, source: ScanSource): void => {
    if (source === 'camera' && seen.current === text) return
    seen.current = text
    setNote(null)
    setQuestion(null)
    newest.current(text, source)
  }
  const accept = (verdict: Verdict | null, source: ScanSource): void => {
    // A question stays until it is answered; the camera must not take it away under the person's finger.
    if (verdict === null || (source === 'camera' && question !== null)) return
    if (verdict.kind === 'scanned') give(verdict.text, source)
    else if (verdict.kind === 'ask') {
      setNote(null)
      setQuestion({ candidates: verdict.candidates, source })
    } else if (verdict.kind === 'refused') {
      setQuestion(null)
      setNote((old) => (old?.kind === 'refused' && old.reason === verdict.reason ? old : verdict))
    } else if (source !== 'camera') {
      setQuestion(null)
      setNote({ kind: source === 'screen' ? 'nothingOnScreen' : 'nothing' })
    }
  }
  return {
    note,
    question,
    accept,
    choose: ({ text }) => {
      if (question !== null) give(text, question.source)
    },
    say: (next) => {
      setQuestion(null)
      setNote(next)
    },
  }
}
