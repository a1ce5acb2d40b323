import { PDFDocument, PDFName, PDFNumber } from '@cantoo/pdf-lib'

/**
 * Points of one unit of the pages that have a unit of their own, by page number (ISO 32000-1, table 30). Empty for a
 * file that cannot be read here: others may still open it, and a wrong size harms less than no page.
 */
export async function readUserUnits(bytes: Uint8Array): Promise<Map<number, number>> {
  const units = new Map<number, number>()
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false, password: '' })
    document.getPages().forEach(({ node }, index) => {
      const unit = node.lookup(PDFName.of('UserUnit'))
      if (unit instanceof PDFNumber && unit.asNumber() > 0) units.set(index + 1, unit.asNumber())
    })
  } catch {
    return new Map()
  }
  return units
}
