import { rgb, type PDFPage } from '@cantoo/pdf-lib'
import type { CodeModules } from '../../ports/qr-code-writer.ts'

const BLACK = rgb(0, 0, 0)

/** @param x @param y lower left corner, in points @param side in points */
export function drawCode(
  page: PDFPage,
  { size, isDark }: CodeModules,
  x: number,
  y: number,
  side: number,
): void {
  const module = side / size
  for (let row = 0; row < size; row++) {
    for (const [from, to] of darkRuns(isDark, row, size)) {
      page.drawRectangle({
        x: x + from * module,
        y: y + side - (row + 1) * module,
        width: (to - from) * module,
        height: module,
        color: BLACK,
      })
    }
  }
}

/** Modules that lie side by side are drawn as one, without hairlines between them. */
function darkRuns(isDark: CodeModules['isDark'], row: number, size: number): [from: number, to: number][] {
  const runs: [from: number, to: number][] = []
  for (let column = 0; column < size; column++) {
    if (!isDark(column, row)) continue
    const last = runs.at(-1)
    if (last?.[1] === column) last[1] = column + 1
    else runs.push([column, column + 1])
  }
  return runs
}
