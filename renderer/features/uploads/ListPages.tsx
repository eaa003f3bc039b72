import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { pageRows } from './uploadsStore.ts'
import type { Listed } from './useListed.ts'

interface ListPagesProps {
  readonly listed: Listed
  /** Leads to what a chosen row has beneath the list, where that is out of sight; null while none is chosen. */
  readonly onDetail: (() => void) | null
}

/** Which rows of how many are shown, and the way to the others. */
export const ListPages = ({ listed, onDetail }: ListPagesProps) => {
  const { t } = useTranslation()
  const { items, offset, total, hasBack, hasMore } = listed
  if (total === null || total === 0) return null
  const isWhole = !hasBack && !hasMore
  return (
    <div
      className="flex items-center gap-3 border-t border-line px-4 py-1 text-sm text-muted"
      data-testid="upload-pages"
    >
      <span role="status" data-testid="upload-total">
        {isWhole
          ? t('upload.page.all', { count: total })
          : t('upload.page.shown', { from: offset + 1, to: offset + items.length, count: total })}
      </span>
      {isWhole ? null : (
        <>
          <Button shortcut="Ctrl+PageUp" disabled={!hasBack} onClick={listed.back} data-testid="upload-page-back">
            {t('upload.page.back', { rows: pageRows })}
          </Button>
          <Button shortcut="Ctrl+PageDown" disabled={!hasMore} onClick={listed.on} data-testid="upload-page-on">
            {t('upload.page.on', { rows: pageRows })}
          </Button>
        </>
      )}
      {/* Where the screen scrolls: a row that was chosen by mouse shows nothing else of what it has opened. */}
      {onDetail === null ? null : (
        <span className="hidden @max-4xl:inline">
          <Button tone="quiet" onClick={onDetail} data-testid="upload-detail-on">
            {t('upload.detailOn')}
          </Button>
        </span>
      )}
    </div>
  )
}
