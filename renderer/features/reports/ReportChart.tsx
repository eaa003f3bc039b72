import { type RefObject, useDeferredValue, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { Report } from '../../../preload/contract/paper/report.ts'
import type { ReportColumn } from '../../../preload/contract/paper/reportColumns.ts'
import { number } from '../../ui/format/number.ts'
import { scaledPx } from '../../ui/scaledPx.ts'
import { chartOf } from './chartOf.ts'
import { useReportWords } from './useReportWords.ts'

const fills = ['var(--accent)', 'var(--edge)', 'var(--accent-soft)'] as const
const lineHeight = 24

/**
 * Takes the layers of the drawing out of Tab's way: the engine lets everything in a drawing have the focus that listens for it, and React
 * listens at each of these; nobody would see where the focus is.
 */
const useOneStop = (figure: RefObject<HTMLElement | null>, isThere: boolean): void =>
  useEffect(() => {
    const { current } = figure
    if (!isThere || current === null) return
    const pass = (): void => {
      for (const layer of current.querySelectorAll('g[class^="recharts-zIndex-layer"]'))
        layer.setAttribute('tabindex', '-1')
    }
    pass()
    const observer = new MutationObserver(pass)
    observer.observe(current, { childList: true, subtree: true })
    return () => observer.disconnect()
  }, [figure, isThere])

/** What the table beside it says, as bars; the arrows go from bar to bar once it has the focus. */
export const ReportChart = ({ report, column }: { readonly report: Report; readonly column: ReportColumn | null }) => {
  const { t } = useTranslation()
  const { heading, rowWords } = useReportWords()
  // The table beside it stands at once; the bars take longer to draw and come a moment later into their place.
  const isDrawn = useDeferredValue(true, false)
  const figure = useRef<HTMLElement>(null)
  const chart = chartOf(report, column)
  const { series, bars, dimensions, stacked, lying, left } = chart
  useOneStop(figure, bars.length > 0)
  if (bars.length === 0) return null
  const data = bars.map((bar) => ({
    label: rowWords(dimensions, bar).join(' '),
    ...Object.fromEntries(series.map((one, index) => [one, bar.values[index] ?? 0])),
  }))
  const height = scaledPx(lying ? Math.max(120, bars.length * lineHeight + 40) : 208)
  const axis = { fill: 'var(--muted)', fontSize: scaledPx(12) }
  const title = series.map(heading).join(t('report.joint'))
  return (
    <figure ref={figure} className="flex flex-col gap-1 px-4 pb-2" data-testid="report-chart" data-bars={bars.length}>
      <figcaption className="text-sm text-muted">
        {title}
        {left === 0 ? '' : ` ${t('report.noBar', { count: left })}`}
      </figcaption>
      <div className="max-h-56 overflow-y-auto">
        {isDrawn ? (
          <ResponsiveContainer width="100%" height={height}>
            <BarChart
              data={data}
              layout={lying ? 'vertical' : 'horizontal'}
              margin={{ top: 4, right: 16, bottom: 0, left: 0 }}
              title={title}
            >
              <CartesianGrid stroke="var(--line)" vertical={lying} horizontal={!lying} />
              {lying ? (
                <XAxis type="number" allowDecimals={false} tick={axis} stroke="var(--edge)" tickFormatter={number} />
              ) : (
                <XAxis dataKey="label" tick={axis} stroke="var(--edge)" />
              )}
              {lying ? (
                <YAxis
                  type="category"
                  dataKey="label"
                  width={scaledPx(260)}
                  tick={axis}
                  stroke="var(--edge)"
                  interval={0}
                />
              ) : (
                <YAxis
                  width={scaledPx(72)}
                  allowDecimals={false}
                  tick={axis}
                  stroke="var(--edge)"
                  tickFormatter={number}
                />
              )}
              <Tooltip
                isAnimationActive={false}
                cursor={{ fill: 'var(--sunken)', stroke: 'none' }}
                separator=" "
                formatter={(value) => number(Number(value))}
                contentStyle={{ background: 'var(--surface)', border: '1px solid var(--edge)', color: 'var(--ink)' }}
                itemStyle={{ color: 'var(--ink)' }}
              />
              {series.length > 1 ? <Legend formatter={(word) => <span className="text-ink">{word}</span>} /> : null}
              {series.map((one, index) => (
                <Bar
                  key={one}
                  dataKey={one}
                  name={heading(one)}
                  fill={fills[index] ?? fills[0]}
                  stroke="var(--accent)"
                  isAnimationActive={false}
                  maxBarSize={scaledPx(32)}
                  {...(stacked ? { stackId: 'whole' } : {})}
                />
              ))}
            </BarChart>
          </ResponsiveContainer>
        ) : (
          <div style={{ height }} />
        )}
      </div>
    </figure>
  )
}
