import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFStream,
  PDFString,
  type PDFDocument,
  type PDFObject,
} from '@cantoo/pdf-lib'
import { dictOf, reachableObjects } from './object-walk.ts'

/** ISO 19005-3, annex E, table E.1. */
const RELATIONSHIPS = new Set(['Source', 'Data', 'Alternative', 'Supplement', 'Unspecified'])
/** RFC 6838, 4.2. */
const MEDIA_TYPE = /^[\da-z][\w!#$&^.+-]*\/[\da-z][\w!#$&^.+-]*$/iu
/** ISO 32000-1, 7.9.4. */
const DATE = /^D:\d{14}Z$/u

const has = (dict: PDFDict, key: string): boolean => dict.has(PDFName.of(key))
const at = (dict: PDFDict, key: string): PDFObject | undefined => dict.lookup(PDFName.of(key))
const isText = (value: PDFObject | undefined): boolean =>
  value instanceof PDFString || value instanceof PDFHexString

/** Rules about files inside of the file, 6.8 of both parts: none in PDF/A-2b, only such as are explained in PDF/A-3b. */
export function breaksFileRules(document: PDFDocument, part: 2 | 3): boolean {
  const dicts = Array.from(reachableObjects(document.context), dictOf).filter((dict) => dict !== undefined)
  if (part === 2) return dicts.some((dict) => ['EmbeddedFiles', 'EF', 'AF'].some((key) => has(dict, key)))
  const specifications = dicts.filter((dict) => has(dict, 'EF'))
  const associated = new Set(dicts.flatMap((dict) => associatedIn(dict)))
  const known = new Set<PDFObject>(specifications)
  return (
    specifications.some((one) => !isExplained(one) || !associated.has(one)) ||
    // What an association names must be a file that is here.
    [...associated].some((one) => !known.has(one))
  )
}

function associatedIn(dict: PDFDict): PDFObject[] {
  const associated = at(dict, 'AF')
  if (associated === undefined) return []
  if (!(associated instanceof PDFArray)) return [associated]
  return associated.asArray().map((one) => dict.context.lookup(one) ?? one)
}

/** Both names, what the file is to the document, and of which kind and age it is. */
function isExplained(specification: PDFDict): boolean {
  const relationship = at(specification, 'AFRelationship')
  const files = at(specification, 'EF')
  if (!(files instanceof PDFDict) || !(relationship instanceof PDFName)) return false
  const isNamed = isText(at(specification, 'F')) && isText(at(specification, 'UF'))
  const streams = ['F', 'UF'].map((key) => at(files, key)).filter((one) => one !== undefined)
  return (
    isNamed &&
    at(specification, 'Type') === PDFName.of('Filespec') &&
    RELATIONSHIPS.has(relationship.decodeText()) &&
    at(files, 'F') !== undefined &&
    streams.every(isTyped)
  )
}

function isTyped(file: PDFObject): boolean {
  if (!(file instanceof PDFStream)) return false
  const kind = at(file.dict, 'Subtype')
  const parameters = at(file.dict, 'Params')
  const changed = parameters instanceof PDFDict ? at(parameters, 'ModDate') : undefined
  return (
    kind instanceof PDFName &&
    MEDIA_TYPE.test(kind.decodeText()) &&
    changed instanceof PDFString &&
    DATE.test(changed.decodeText())
  )
}
