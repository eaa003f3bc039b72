import type { AppError } from '../../../preload/contract/result.ts'

/**
 * The details of an error that has another one behind it: `cause` is the other's code, and what the other knew (the NHI's number,
 * who said it) goes on with it, so that no number is lost on its way to the screen.
 */
export const causedBy = (error: Pick<AppError, 'code' | 'details'>): NonNullable<AppError['details']> => ({
  ...error.details,
  cause: error.code,
})
