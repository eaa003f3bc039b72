import { type FormSection, isFormSection } from '../../../app/settingsSections.ts'

/** One thing wrong with the settings file, as far as it can be told apart. */
export type FileProblem =
  | { readonly kind: 'field'; readonly section: FormSection; readonly path: string }
  | { readonly kind: 'file'; readonly reason: FileReason }
  | { readonly kind: 'other'; readonly text: string }

const fileReasons = ['not JSON', 'not an object', 'too long', 'EACCES', 'EISDIR'] as const
type FileReason = (typeof fileReasons)[number]

const isFileReason = (text: string): text is FileReason => (fileReasons as readonly string[]).includes(text)

/** Reads main's account of a broken settings file: one line each, `path.in.the.file: what` or a reason about the whole file. */
export const fileProblems = (problem: string): readonly FileProblem[] =>
  problem
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line): FileProblem => {
      if (isFileReason(line)) return { kind: 'file', reason: line }
      const path = /^([\w.]+):/.exec(line)?.[1] ?? ''
      const section = path.split('.')[0] ?? ''
      return isFormSection(section) ? { kind: 'field', section, path } : { kind: 'other', text: line }
    })
