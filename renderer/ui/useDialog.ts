import { type RefObject, useLayoutEffect, useRef } from 'react'

/** Shows a dialog as long as the caller stands; closing it gives the focus back to where it was. */
export const useDialog = (): RefObject<HTMLDialogElement | null> => {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const { current } = dialog
    current?.showModal()
    return () => current?.close()
  }, [])
  return dialog
}
