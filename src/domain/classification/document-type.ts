import type { ProtectionClass } from '../batches/protection-class.ts'
import type { Level } from '../access/confidentiality.ts'

/** A kind of document that the tenant tells apart. Retired ones stay on old documents and are never proposed. */
export interface DocumentType {
  /** Key in lower case letters, digits and hyphens, such as `rechnung`; unique in the tenant and never changed. */
  readonly id: string
  readonly tenantId: string
  readonly name: string
  readonly retired: boolean
  /** How few may know of a letter with a document of this type at least; `normal` when absent. */
  readonly level?: Level
  /** How much depends on the scan of such a letter being right, whatever its batch says; `normal` when absent. */
  readonly protectionClass?: ProtectionClass
  /** The paper of such letters is never destroyed: no substitutive scanning (ersetzendes Scannen). */
  readonly keepsPaper?: boolean
  readonly version: number
}
