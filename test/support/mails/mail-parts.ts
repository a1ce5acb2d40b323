import { TINY_PDF } from './tiny-files.ts'

export function base64Lines(bytes: Uint8Array): string {
  return (
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n')
}

/** Head and body of a mail, or of a part, that is made of parts. */
export function multipart(boundary: string, parts: readonly string[], type = 'mixed'): string {
  const body = parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')
  return `Content-Type: multipart/${type}; boundary="${boundary}"\r\n\r\n${body}--${boundary}--\r\n`
}

export function textPart(text: string): string {
  return `Content-Type: text/plain; charset=utf-8\r\n\r\n${text}`
}

/** @param fields its head, without the line that names the encoding */
export function filePart(fields: string, bytes: Uint8Array): string {
  return `${fields}\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(bytes)}`
}

export function pdfPart(filename: string): string {
  return filePart(
    `Content-Type: application/pdf; name="${filename}"\r\nContent-Disposition: attachment; filename="${filename}"`,
    TINY_PDF,
  )
}
