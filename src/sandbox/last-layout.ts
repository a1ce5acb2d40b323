/**
 * The pages of one document are asked for one after another, and so one layout is kept: the last one that was made. What
 * has failed, as for want of room, is tried again.
 *
 * @param layOut by the path of the document
 */
export function keepingLast<Layout>(
  layOut: (path: string) => Promise<Layout>,
): (path: string) => Promise<Layout> {
  let last: { readonly path: string; readonly layout: Layout } | undefined
  return async (path) => {
    if (last?.path !== path) last = { path, layout: await layOut(path) }
    return last.layout
  }
}
