export const MAX_FILES_PER_ITEM = 50
/** UTF-8 bytes of a file name that people see; what file systems allow. */
export const MAX_FILENAME_BYTES = 255
