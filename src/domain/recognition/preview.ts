/** Stored widths of page pictures: one for lists and page strips, one for reading. */
export const PREVIEW_WIDTHS_PX = [300, 1600] as const
