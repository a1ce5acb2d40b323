const CR = 0x0d
const LF = 0x0a

/**
 * The mail with its own head in UTF-8. Old programs write bare letters of Windows-1252 into the head, against the standard;
 * read as UTF-8, as the standard wants it by now, each of them would be lost.
 */
export function inUtf8(file: Uint8Array): Uint8Array {
  const mail = file.subarray(headStart(file))
  const end = headEnd(mail)
  const head = mail.subarray(0, end)
  if (isUtf8(head)) return mail
  const decoded = new TextDecoder('windows-1252').decode(head)
  return Buffer.concat([Buffer.from(decoded, 'utf8'), mail.subarray(end)])
}

/** Behind a byte order mark and empty lines, which some programs put first. */
function headStart(file: Uint8Array): number {
  let at = file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf ? 3 : 0
  while (file[at] === CR || file[at] === LF) at += 1
  return at
}

/** Where the first empty line begins. */
export function headEnd(mail: Uint8Array): number {
  for (let at = mail.indexOf(LF); at !== -1; at = mail.indexOf(LF, at + 1)) {
    const next = mail[at + 1]
    if (next === LF || (next === CR && mail[at + 2] === LF)) return at + 1
  }
  return mail.length
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
