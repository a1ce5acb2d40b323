import {
  PDFDict,
  PDFName,
  PDFRawStream,
  type PDFContext,
  type PDFObject,
  type PDFPage,
  type PDFStream,
} from '@cantoo/pdf-lib'
import { pageContentBytes, streamBytes } from './content-bytes.ts'
import { contentOperators } from './content-tokens.ts'

/** Neither filled nor stroked (ISO 32000-1, table 106). */
const INVISIBLE = 3
const SHOWS_TEXT = new Set(['Tj', 'TJ', "'", '"'])
/** Forms inside of forms; text layers stand in the page or one level deeper. */
const MAX_DEPTH = 4

/**
 * Takes invisible text out of a page: the result of an earlier recognition that ours replaces. What is drawn stays byte
 * by byte. With `onlyWhenAlone` a page that has visible text as well keeps all of it.
 *
 * @returns whether the page has no invisible text any more
 */
export function removeHiddenText(page: PDFPage, { onlyWhenAlone }: { onlyWhenAlone: boolean }): boolean {
  const parts = contentParts(page)
  if (parts === undefined) return false
  if (onlyWhenAlone && parts.some(({ showsText }) => showsText)) return false
  for (const { replace, bytes, hidden } of parts) if (hidden.length > 0) replace(withoutRanges(bytes, hidden))
  return true
}

interface ContentPart {
  readonly bytes: Buffer
  /** Ranges of operators that show invisible text. */
  readonly hidden: readonly (readonly [start: number, end: number])[]
  readonly showsText: boolean
  replace(bytes: Buffer): void
}

/** Undefined when the content cannot be understood. */
function contentParts(page: PDFPage): ContentPart[] | undefined {
  const { node } = page
  const { context } = page.doc
  try {
    const bytes = pageContentBytes(node.Contents())
    const own: ContentPart = {
      ...textRanges(bytes, 0),
      replace(changed) {
        node.set(PDFName.of('Contents'), context.obj([context.register(context.flateStream(changed))]))
      },
    }
    return [own, ...formParts(context, node.Resources(), 0, new Set())]
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError || isZlibError(error)) return undefined
    throw error
  }
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
}

function formParts(
  context: PDFContext,
  resources: PDFDict | undefined,
  depth: number,
  seen: Set<PDFObject>,
): ContentPart[] {
  const forms = resources?.lookup(PDFName.of('XObject'))
  if (!(forms instanceof PDFDict) || depth >= MAX_DEPTH) return []
  return forms.values().flatMap((value) => {
    const form = context.lookup(value)
    if (!(form instanceof PDFRawStream) || seen.has(form)) return []
    if (form.dict.lookup(PDFName.of('Subtype')) !== PDFName.of('Form')) return []
    seen.add(form)
    const inner = form.dict.lookup(PDFName.of('Resources'))
    return [
      formPart(context, value, form),
      ...formParts(context, inner instanceof PDFDict ? inner : undefined, depth + 1, seen),
    ]
  })
}

function formPart(context: PDFContext, value: PDFObject, form: PDFStream): ContentPart {
  const ref = context.getRef(value)
  return {
    ...textRanges(streamBytes(form), 0),
    replace(changed) {
      if (ref === undefined) return
      const packed = context.flateStream(changed)
      const dict = form.dict.clone(context)
      dict.delete(PDFName.of('DecodeParms'))
      dict.set(PDFName.of('Filter'), PDFName.of('FlateDecode'))
      context.assign(ref, PDFRawStream.of(dict, packed.contents))
    },
  }
}

function textRanges(bytes: Buffer, initialMode: number): Omit<ContentPart, 'replace'> {
  const hidden: (readonly [number, number])[] = []
  const outer: number[] = []
  let mode = initialMode
  let showsText = false
  for (const { name, operands, start, end } of contentOperators(bytes)) {
    if (name === 'q') outer.push(mode)
    else if (name === 'Q') mode = outer.pop() ?? mode
    else if (name === 'Tr') mode = Number(operands[0])
    else if (SHOWS_TEXT.has(name)) {
      if (mode === INVISIBLE) hidden.push([start, end])
      else showsText = true
    }
  }
  return { bytes, hidden, showsText }
}

function withoutRanges(bytes: Buffer, ranges: ContentPart['hidden']): Buffer {
  const kept: Buffer[] = []
  let from = 0
  for (const [start, end] of ranges) {
    kept.push(bytes.subarray(from, start))
    from = end
  }
  kept.push(bytes.subarray(from))
  return Buffer.concat(kept)
}
