/** Codes of the list `urn:xoev-de:xdomea:codeliste:dateiformat`, version 1.0. */
const FORMATS: Readonly<Record<string, readonly [code: string, extension: string]>> = {
  'application/msword': ['003', 'doc'],
  'application/pdf': ['018', 'pdf'],
  'application/rtf': ['022', 'rtf'],
  'application/vnd.ms-excel': ['028', 'xls'],
  'application/vnd.ms-outlook': ['012', 'msg'],
  'application/vnd.ms-powerpoint': ['020', 'ppt'],
  'application/vnd.oasis.opendocument.presentation': ['013', 'odp'],
  'application/vnd.oasis.opendocument.spreadsheet': ['014', 'ods'],
  'application/vnd.oasis.opendocument.text': ['015', 'odt'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['037', 'pptx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['036', 'xlsx'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['035', 'docx'],
  'application/xml': ['030', 'xml'],
  'image/bmp': ['001', 'bmp'],
  'image/jpeg': ['011', 'jpg'],
  'image/png': ['019', 'png'],
  'image/tiff': ['023', 'tif'],
  'message/rfc822': ['006', 'eml'],
  'text/csv': ['002', 'csv'],
  'text/html': ['008', 'html'],
  'text/plain': ['045', 'txt'],
  'text/xml': ['030', 'xml'],
}
const OTHER = '100'

interface ArchivedFormat {
  readonly code: string
  readonly extension: string
  /** Of what the list has no code for. */
  readonly otherName?: string
}

/** @param filename its ending is taken where the list has no code */
export function archivedFormat(mediaType: string, filename: string): ArchivedFormat {
  const [code, extension] = FORMATS[mediaType] ?? []
  if (code !== undefined && extension !== undefined) return { code, extension }
  const ending = /\.([A-Za-z0-9]{1,10})$/.exec(filename)?.[1]?.toLowerCase() ?? 'bin'
  return { code: OTHER, extension: ending, otherName: mediaType }
}
