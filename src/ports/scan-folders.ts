/** A file in the folder of a scanner. */
export interface FolderFile {
  /** Folder of the scanner, below that of its city. */
  readonly folder: string
  /** Folder inside of it that the file lies in: the person at the scanner has named a batch by it. */
  readonly group?: string
  readonly name: string
  /** Where it lies: names on disks are bytes, and not all of them are text. */
  readonly path: Buffer
  readonly sizeBytes: number
  /** Last time something was written to it. */
  readonly modifiedAt: Date
}

/** `unknown`: of some kinds, such as TIFF, nobody can tell whether more pages are to come. */
export type FileEnding = 'whole' | 'cut-off' | 'unknown'

/**
 * Folders into which scanners put their files, one for each. A file lies in its folder until it is durable somewhere else;
 * then it is moved to `done`, or to `error` with a text beside it that says why.
 */
export interface ScanFolders {
  /** Makes the folder with `done` and `error` where they are missing. */
  prepare(folder: string, signal: AbortSignal): Promise<void>
  /** By name; without what is being written (`.tmp`, `.part`, `.crdownload`, hidden files), links and folders of folders. */
  waiting(folder: string, signal: AbortSignal): Promise<FolderFile[]>
  /** Whether the file ends as files of its kind do. */
  ending(file: FolderFile, signal: AbortSignal): Promise<FileEnding>
  /** Whether size and time are still those that were seen. */
  isUnchanged(file: FolderFile, signal: AbortSignal): Promise<boolean>
  read(file: FolderFile, signal: AbortSignal): AsyncIterable<Uint8Array>
  /** Nothing happens when the file is not there any more: another process was faster. */
  moveToDone(file: FolderFile, signal: AbortSignal): Promise<void>
  /** As `moveToDone`. @param why for people */
  moveToError(file: FolderFile, why: string, signal: AbortSignal): Promise<void>
}
