import { PDFArray, PDFDict, PDFName, type PDFDocument } from '@cantoo/pdf-lib'

/** Actions that reach out of the document or run code (ISO 32000-1, 12.6.4). Links to places and pages stay. */
const ACTING = new Set([
  'JavaScript',
  'Launch',
  'SubmitForm',
  'ImportData',
  'Rendition',
  'GoToE',
  'RichMediaExecute',
])
const NAMES_DROPPED = ['JavaScript', 'EmbeddedFiles', 'Renditions']

/** Takes out of a document what could act when it is opened, shown, printed or clicked. */
export function removeActiveContent(document: PDFDocument): void {
  const { catalog } = document
  for (const key of ['OpenAction', 'AA', 'Collection', 'Requirements']) catalog.delete(PDFName.of(key))
  const names = catalog.lookup(PDFName.of('Names'))
  if (names instanceof PDFDict) for (const key of NAMES_DROPPED) names.delete(PDFName.of(key))
  const form = catalog.lookup(PDFName.of('AcroForm'))
  if (form instanceof PDFDict) for (const key of ['XFA', 'CO']) form.delete(PDFName.of(key))
  for (const page of document.getPages()) {
    page.node.delete(PDFName.of('AA'))
    const annotations = page.node.lookup(PDFName.of('Annots'))
    if (!(annotations instanceof PDFArray)) continue
    for (let index = 0; index < annotations.size(); index++) disarm(annotations.lookup(index))
  }
}

function disarm(annotation: unknown): void {
  if (!(annotation instanceof PDFDict)) return
  annotation.delete(PDFName.of('AA'))
  const action = annotation.lookup(PDFName.of('A'))
  if (!(action instanceof PDFDict)) return
  const kind = action.lookup(PDFName.of('S'))
  action.delete(PDFName.of('Next'))
  if (!(kind instanceof PDFName) || ACTING.has(kind.decodeText())) annotation.delete(PDFName.of('A'))
}
