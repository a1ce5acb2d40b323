/** Kinds of files that become PDF before they are read. */
export const CONVERTED_TYPES = [
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/rtf',
  'text/html',
  'text/plain',
  'application/zip',
] as const
export type ConvertedType = (typeof CONVERTED_TYPES)[number]

export function isConverted(mediaType: string): mediaType is ConvertedType {
  return CONVERTED_TYPES.some((type) => type === mediaType)
}
