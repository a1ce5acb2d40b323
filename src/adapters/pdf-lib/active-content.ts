import { PDFDict, PDFName, type PDFDocument } from '@cantoo/pdf-lib'
import { dictOf, reachableObjects } from './object-walk.ts'

/** Actions that only move within documents or open a link (ISO 32000-1, 12.6.4); all others run, send or fetch. */
const HARMLESS_ACTIONS = new Set(['GoTo', 'GoToR', 'Thread', 'URI'])
/** The named actions that every reader knows (ISO 32000-1, table 211). */
const HARMLESS_NAMES = new Set(['NextPage', 'PrevPage', 'FirstPage', 'LastPage'])
const CATALOG_DROPPED = ['OpenAction', 'Collection', 'Requirements', 'Perms', 'Legal', 'AF']
const FORM_DROPPED = ['XFA', 'CO', 'SigFlags']
const NAMES_DROPPED = ['JavaScript', 'EmbeddedFiles', 'Renditions', 'AlternatePresentations']

/**
 * Takes out of a document what could act when it is opened, shown, printed or clicked, and the files inside of it:
 * all of them stay in the original.
 */
export function removeActiveContent(document: PDFDocument): void {
  const { catalog, context } = document
  for (const key of CATALOG_DROPPED) catalog.delete(PDFName.of(key))
  const names = catalog.lookup(PDFName.of('Names'))
  if (names instanceof PDFDict) for (const key of NAMES_DROPPED) names.delete(PDFName.of(key))
  const form = catalog.lookup(PDFName.of('AcroForm'))
  if (form instanceof PDFDict) for (const key of FORM_DROPPED) form.delete(PDFName.of(key))
  for (const object of reachableObjects(context)) {
    const dict = dictOf(object)
    if (dict !== undefined) disarm(dict)
  }
}

/** Triggers go altogether; an action that is run by a click (annotation, outline item) goes unless it is harmless. */
function disarm(dict: PDFDict): void {
  for (const key of ['AA', 'PresSteps']) dict.delete(PDFName.of(key))
  if (dict.lookup(PDFName.of('Type')) === PDFName.of('Filespec')) dict.delete(PDFName.of('EF'))
  // A copy is not what was signed: the picture of a signature stays, its value would only be called broken.
  if (dict.lookup(PDFName.of('FT')) === PDFName.of('Sig')) dict.delete(PDFName.of('V'))
  const action = dict.lookup(PDFName.of('A'))
  if (action instanceof PDFDict && action.has(PDFName.of('S')) && !isAttribute(dict)) {
    action.delete(PDFName.of('Next'))
    if (!isHarmless(action)) dict.delete(PDFName.of('A'))
  }
  const previous = dict.lookup(PDFName.of('PA'))
  if (previous instanceof PDFDict) dict.delete(PDFName.of('PA'))
}

/** In elements of a structure tree the same key names attributes (ISO 32000-1, table 323). */
function isAttribute(dict: PDFDict): boolean {
  return dict.lookup(PDFName.of('Type')) === PDFName.of('StructElem')
}

function isHarmless(action: PDFDict): boolean {
  const kind = action.lookup(PDFName.of('S'))
  if (!(kind instanceof PDFName)) return false
  if (kind.decodeText() !== 'Named') return HARMLESS_ACTIONS.has(kind.decodeText())
  const name = action.lookup(PDFName.of('N'))
  return name instanceof PDFName && HARMLESS_NAMES.has(name.decodeText())
}
