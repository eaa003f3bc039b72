/** How many pixels a length is at the text size that was chosen, for parts that can't say it in rem. `length`: in pixels at 100 %. */
export const scaledPx = (length: number): number =>
  Math.round((length / 16) * Number.parseFloat(getComputedStyle(document.documentElement).fontSize))
