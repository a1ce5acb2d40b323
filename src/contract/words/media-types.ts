const NAMES: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/tiff': 'TIFF',
  'image/webp': 'WebP',
  'image/heic': 'HEIC',
  'image/heif': 'HEIC',
  'image/gif': 'GIF',
  'application/xml': 'XML (E-Rechnung)',
  'message/rfc822': 'E-Mail (EML)',
  'application/vnd.ms-outlook': 'E-Mail (MSG)',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/vnd.oasis.opendocument.text': 'ODT',
  'application/vnd.oasis.opendocument.spreadsheet': 'ODS',
  'application/rtf': 'RTF',
  'text/html': 'HTML',
  'text/plain': 'TXT',
  'application/zip': 'ZIP',
}

/** `PDF, JPEG, PNG`: what people call the accepted formats. */
export function formatNames(mediaTypes: readonly string[]): string {
  const names = mediaTypes.map((type) => NAMES[type] ?? type)
  return [...new Set(names)].join(', ')
}
