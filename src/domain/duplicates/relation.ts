import type { Person } from '../access/actor.ts'

/** What people said of two items that look the same: which one leads, or that they are different. */
export const DUPLICATE_RELATIONS = ['leads', 'follows', 'different'] as const
export type DuplicateRelation = (typeof DUPLICATE_RELATIONS)[number]

export interface RelatedItem {
  readonly itemId: string
  readonly receiptNumber: string
  /** Of this item to that one. */
  readonly relation: DuplicateRelation
  /** ISO 8601 instant. */
  readonly at: string
  readonly by: Person
}

interface Relating {
  readonly duplicates?: readonly RelatedItem[]
}

const INVERSE: Readonly<Record<DuplicateRelation, DuplicateRelation>> = {
  leads: 'follows',
  follows: 'leads',
  different: 'different',
}

export function inverseOf(relation: DuplicateRelation): DuplicateRelation {
  return INVERSE[relation]
}

/** The last word on two items counts. */
export function related<Item extends Relating>(item: Item, to: RelatedItem): Item {
  const others = (item.duplicates ?? []).filter(({ itemId }) => itemId !== to.itemId)
  return { ...item, duplicates: [...others, to] }
}

export function relationTo(item: Relating, itemId: string): DuplicateRelation | undefined {
  return item.duplicates?.find((one) => one.itemId === itemId)?.relation
}
