/** Which item is meant, and in which version the caller has seen it. */
export interface ItemReference {
  readonly itemId: string
  /** From `If-Match`; whatever version there is when absent. */
  readonly expectedVersion?: number | undefined
}
