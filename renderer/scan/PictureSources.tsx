import { Clipboard, Image, Monitor } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScanSource } from '../../preload/contract/card/scan.ts'
import { Button } from '../ui/Button.tsx'
import { clipboardPicture, pictureIn, screenPictures } from './sources/pictures.ts'
import type { SearchedPicture, Stills } from './sources/useStills.ts'
import type { Scan } from './useScan.ts'

/** The sources that are still pictures: a file, the clipboard, the screens. Dropping and pasting work all over the panel. */
export const PictureSources = ({ stills, scan }: { readonly stills: Stills; readonly scan: Scan }) => {
  const { t } = useTranslation()
  const file = useRef<HTMLInputElement>(null)
  const search = async (pictures: readonly SearchedPicture[], source: ScanSource): Promise<void> => {
    scan.say(null)
    scan.accept(await stills.search(pictures), source)
  }
  const fromClipboard = async (): Promise<void> => {
    const picture = await clipboardPicture()
    if (picture === null) scan.say({ kind: 'noPicture' })
    else await search([picture], 'clipboard')
  }
  const fromScreen = async (): Promise<void> => {
    const pictures = await screenPictures()
    if (pictures === null) scan.say({ kind: 'screenNotCaptured' })
    else await search(pictures, 'screen')
  }

  const newest = useRef(search)
  useEffect(() => {
    newest.current = search
  })
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const picture = pictureIn(event.clipboardData)
      // Text is pasted where the person is typing.
      if (picture === null) return
      event.preventDefault()
      void newest.current([picture], 'clipboard')
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [])

  const icon = 'size-4'
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <input
          ref={file}
          type="file"
          accept="image/*"
          hidden
          data-testid="scan-file"
          onChange={({ currentTarget }) => {
            const picture = currentTarget.files?.[0]
            if (picture !== undefined) void search([picture], 'image')
            // The same file may be chosen again.
            currentTarget.value = ''
          }}
        />
        <Button
          data-testid="scan-image"
          icon={<Image className={icon} aria-hidden />}
          onClick={() => file.current?.click()}
        >
          {t('scan.source.image')}
        </Button>
        <Button
          data-testid="scan-clipboard"
          icon={<Clipboard className={icon} aria-hidden />}
          onClick={() => void fromClipboard()}
        >
          {t('scan.source.clipboard')}
        </Button>
        <Button
          data-testid="scan-screen"
          icon={<Monitor className={icon} aria-hidden />}
          onClick={() => void fromScreen()}
        >
          {t('scan.source.screen')}
        </Button>
      </div>
      <p className="text-sm text-muted">{t('scan.source.drop')}</p>
    </div>
  )
}
