import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFDocument,
  type PDFRef,
} from '@cantoo/pdf-lib'
import { CONFORMANCE_FAULTS, type ConformanceFault } from '../../domain/recognition/conformance.ts'
import { contentFaults } from './conformance-content.ts'
import { breaksFileRules } from './conformance-files.ts'
import { objectFaults } from './conformance-objects.ts'
import { dictOf, reachableObjects } from './object-walk.ts'

/** Limit of ISO 19005-2, 6.1.13. */
const MAX_INDIRECT_OBJECTS = 8_388_607
const PRINT_FLAG = 4

/**
 * Mends what changes nothing of what is seen: metadata of parts, smoothing of pictures, inherited resources, the flag
 * that lets links be printed, a form without fields.
 */
export function mendForArchive(document: PDFDocument): void {
  const { catalog, context } = document
  for (const { node } of document.getPages()) {
    const resources = node.Resources()
    if (resources !== undefined) node.set(PDFName.of('Resources'), resources)
  }
  const form = catalog.lookup(PDFName.of('AcroForm'))
  const fields = form instanceof PDFDict ? form.lookup(PDFName.of('Fields')) : undefined
  if (!(fields instanceof PDFArray) || fields.size() === 0) catalog.delete(PDFName.of('AcroForm'))
  for (const object of reachableObjects(context)) {
    const dict = dictOf(object)
    if (dict === undefined) continue
    dict.delete(PDFName.of('Metadata'))
    dict.delete(PDFName.of('PieceInfo'))
    mendPicture(dict)
    mendLink(dict)
  }
}

function mendPicture(dict: PDFDict): void {
  if (dict.lookup(PDFName.of('Subtype')) !== PDFName.of('Image')) return
  if (dict.lookup(PDFName.of('Interpolate')) === PDFBool.True) dict.delete(PDFName.of('Interpolate'))
  for (const key of ['Alternates', 'OPI']) dict.delete(PDFName.of(key))
}

function mendLink(dict: PDFDict): void {
  const isLink = dict.lookup(PDFName.of('Subtype')) === PDFName.of('Link') && dict.has(PDFName.of('Rect'))
  if (isLink) dict.set(PDFName.of('F'), PDFNumber.of(PRINT_FLAG))
}

/** Which rules of PDF/A-2b or 3b the document breaks or may break, in the order of the list. The parts differ in files only. */
export function conformanceFaults(
  document: PDFDocument,
  ownFont: PDFRef | undefined,
  part: 2 | 3 = 2,
): ConformanceFault[] {
  const found = contentFaults(document, ownFont)
  for (const object of reachableObjects(document.context)) {
    for (const fault of objectFaults(object)) found.add(fault)
  }
  if (breaksFileRules(document, part)) found.add('embedded-files')
  if (document.context.largestObjectNumber > MAX_INDIRECT_OBJECTS) found.add('limits')
  return CONFORMANCE_FAULTS.filter((fault) => found.has(fault))
}
