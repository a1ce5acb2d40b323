/** More words than this say nothing more in a quick look-up; the full-text search is there for the rest. */
const MAX_TERMS = 8

/** What a case file can be looked up by: parts of the file number and words of the subject, in lower case. */
export function lookupWords(caseFile: { readonly fileNumber: string; readonly subject: string }): string[] {
  const parts = [caseFile.fileNumber, ...partsOf(caseFile.fileNumber), ...partsOf(caseFile.subject)]
  const inner = partsOf(caseFile.subject).flatMap((part) => part.match(/[\p{L}\p{N}]+/gu) ?? [])
  return [...new Set([...parts, ...inner].map((part) => part.toLocaleLowerCase('de')))]
}

/** Beginnings that must all be found among the words of a case file. */
export function lookupTerms(text: string): string[] {
  return [...new Set(partsOf(text).map((part) => part.toLocaleLowerCase('de')))].slice(0, MAX_TERMS)
}

function partsOf(text: string): string[] {
  const parts = text.normalize('NFC').split(/\s+/u)
  return parts
    .map((part) => part.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((part) => part !== '')
}
