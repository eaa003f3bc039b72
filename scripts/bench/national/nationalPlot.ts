const width = 960
const height = 420
const margin = { left: 60, right: 20, top: 50, bottom: 40 }
const hourMs = 3_600_000
const shownHours = 24
/** Mean of a minute: what a second holds by chance would only be a blur. */
const binSeconds = 60

interface Plot {
  /** Requests in each second since midnight. */
  readonly ordinary: Uint32Array
  readonly spread: Uint32Array
  readonly herd: Uint32Array
  readonly outage: { readonly from: number; readonly to: number }
  readonly herdPeak: number
}

const minutesOf = (perSecond: Uint32Array): number[] =>
  Array.from({ length: (shownHours * 3_600) / binSeconds }, (_, bin) => {
    const seconds = perSecond.slice(bin * binSeconds, (bin + 1) * binSeconds)
    return seconds.reduce((sum, each) => sum + each, 0) / binSeconds
  })

/** Requests per second over a day, as SVG: an ordinary day, the day of the outage, and that day if everybody came back at once. */
export const plotDay = ({ ordinary, spread, herd, outage, herdPeak }: Plot): string => {
  const lines = [
    { at: 0, name: 'ordinary day', values: minutesOf(ordinary), colour: '#8a8f98' },
    { at: 160, name: 'everybody at once (no spread, retry every 10 s)', values: minutesOf(herd), colour: '#c2410c' },
    { at: 540, name: 'with the policy', values: minutesOf(spread), colour: '#1d4ed8' },
  ]
  // Drawn for what the policy makes; the herd leaves the picture at the top, and its number stands there.
  const [calm, , own] = lines.map(({ values }) => Math.max(...values))
  const most = Math.ceil((1.4 * Math.max(calm ?? 0, own ?? 0)) / 25) * 25
  const x = (hours: number): number => margin.left + (hours / shownHours) * (width - margin.left - margin.right)
  const y = (value: number): number =>
    height - margin.bottom - (Math.min(value, most) / most) * (height - margin.top - margin.bottom)
  const path = (values: readonly number[]): string =>
    values
      .map((value, bin) => `${bin === 0 ? 'M' : 'L'}${x((bin * binSeconds) / 3_600).toFixed(1)} ${y(value).toFixed(1)}`)
      .join('')
  const hours = Array.from({ length: shownHours / 2 + 1 }, (_, index) => index * 2)
  const steps = Array.from({ length: 6 }, (_, index) => (most / 5) * index)
  const from = x(outage.from / hourMs)
  const to = x(outage.to / hourMs)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    '<title>Requests per second over a day of all clinics, with and without an outage of both data centres</title>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<rect x="${from}" y="${margin.top}" width="${to - from}" height="${height - margin.top - margin.bottom}" fill="#f1f2f4"/>`,
    `<text x="${(from + to) / 2}" y="${margin.top + 16}" text-anchor="middle" fill="#555">both data centres away</text>`,
    ...steps.map(
      (value) =>
        `<path d="M${margin.left} ${y(value)}H${width - margin.right}" stroke="#e3e5e8"/><text x="${margin.left - 8}" y="${y(value) + 4}" text-anchor="end" fill="#555">${value}</text>`,
    ),
    ...hours.map(
      (value) =>
        `<text x="${x(value)}" y="${height - margin.bottom + 18}" text-anchor="middle" fill="#555">${value}:00</text>`,
    ),
    ...lines.map(
      ({ values, colour }) => `<path d="${path(values)}" fill="none" stroke="${colour}" stroke-width="1.5"/>`,
    ),
    ...lines.map(
      ({ at, name, colour }) =>
        `<path d="M${margin.left + at} 34h24" stroke="${colour}" stroke-width="3"/><text x="${margin.left + 30 + at}" y="38">${name}</text>`,
    ),
    `<text x="${margin.left}" y="18" fill="#333">Requests per second, mean of a minute, 20,000 clinics and 1,000,000 visits; without the spread the worst second has ${herdPeak}</text>`,
    '</svg>\n',
  ].join('\n')
}
