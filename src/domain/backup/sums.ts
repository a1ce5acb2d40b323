/** The hash of each file of a backup, in the form that `sha256sum -c` reads: one a line, two spaces, the path. */
const LINE = /^([0-9a-f]{64}) {2}([^\n]+)$/

export interface FileSum {
  readonly path: string
  readonly sha256: string
}

export function sumLine({ path, sha256 }: FileSum): string {
  return `${sha256}  ${path}\n`
}

/** `undefined` for a line that is none. */
export function sumIn(line: string): FileSum | undefined {
  const [, sha256, path] = LINE.exec(line) ?? []
  return sha256 === undefined || path === undefined ? undefined : { path, sha256 }
}
