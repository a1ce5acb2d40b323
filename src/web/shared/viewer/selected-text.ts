const LINE = '.overlay__line'
const WORD = 'tspan'

/** The words that a person has marked on the picture of a page, whole ones, line by line; empty when nothing is marked there. */
export function selectedLines(overlay: Element): readonly string[] {
  const selection = document.getSelection()
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return []
  const range = selection.getRangeAt(0)
  return [...overlay.querySelectorAll(LINE)]
    .filter((line) => range.intersectsNode(line))
    .map((line) => markedWords(line, range).join(' '))
    .filter((text) => text !== '')
}

function markedWords(line: Element, range: Range): readonly string[] {
  return [...line.querySelectorAll(WORD)]
    .filter((word) => range.intersectsNode(word) && textWithin(word, range).trim() !== '')
    .map((word) => word.textContent.trim())
}

function textWithin(word: Element, range: Range): string {
  const part = document.createRange()
  part.selectNodeContents(word)
  if (part.compareBoundaryPoints(Range.START_TO_START, range) < 0)
    part.setStart(range.startContainer, range.startOffset)
  if (part.compareBoundaryPoints(Range.END_TO_END, range) > 0)
    part.setEnd(range.endContainer, range.endOffset)
  return part.toString()
}
