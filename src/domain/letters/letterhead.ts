import type { Tenant } from '../access/organisation.ts'

/** What stands on every letter of a tenant. There is one record; as long as nothing was changed, the defaults hold. */
export interface Letterhead {
  readonly id: string
  readonly tenantId: string
  /** At the top, such as the name of the city. */
  readonly office: string
  /** Below the office. */
  readonly addressLines: readonly string[]
  /** Small, above the address in the window of the envelope. */
  readonly senderLine: string
  /** At the upper right: telephone, e-mail, opening hours. */
  readonly contactLines: readonly string[]
  /** At the foot of every page. */
  readonly footerLines: readonly string[]
  /** 0 as long as nothing was changed. */
  readonly version: number
}

export const LETTERHEAD_ID = 'letterhead'

export function defaultLetterhead({ id, name }: Pick<Tenant, 'id' | 'name'>): Letterhead {
  return {
    id: LETTERHEAD_ID,
    tenantId: id,
    office: name,
    addressLines: [],
    senderLine: name,
    contactLines: [],
    footerLines: [],
    version: 0,
  }
}
