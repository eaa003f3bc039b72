import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { decodeRegisterBasic } from '../layouts/personLayouts.ts'
import type { RegisteredPerson } from '../port.ts'
import type { LibrarySession } from './librarySession.ts'

const registerBytes = 78

/** csUpdateHCContents: the card is refreshed online. */
export const updateCard = async (session: LibrarySession): Promise<Result<null>> => {
  const updated = await session.ask('csUpdateHCContents')
  return updated.ok ? ok(null) : updated
}

/**
 * The authenticated identity and its insurance. A card that has expired (5003, 3201) is updated once and asked again; when it has
 * still expired, or the update is refused, it is `NHI_CARD_EXPIRED`.
 */
export const readRegisteredPerson = async (session: LibrarySession): Promise<Result<RegisteredPerson>> => {
  const read = (): Promise<Result<RegisteredPerson>> =>
    session.read('hisGetRegisterBasic', [registerBytes], decodeRegisterBasic)
  const first = await read()
  if (first.ok || first.error.code !== 'NHI_CARD_EXPIRED') return first
  const updated = await updateCard(session)
  if (updated.ok) return read()
  if (updated.error.code !== 'NHI_REFUSED') return updated
  return fail('NHI_CARD_EXPIRED', {
    details: {
      statusCode: first.error.details?.statusCode ?? null,
      updateStatusCode: updated.error.details?.statusCode ?? null,
    },
  })
}
