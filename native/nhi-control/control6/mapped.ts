import { ok, type Result } from '../../../preload/contract/result.ts'

/** A good answer in other words; an error stays as it is. */
export const mapped = <A, B>(result: Result<A>, map: (value: A) => B): Result<B> =>
  result.ok ? ok(map(result.value)) : result
