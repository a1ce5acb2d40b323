import { PROTECTION_CLASSES, type ProtectionClass } from '../batches/protection-class.ts'

/** How a tenant makes sure of its scans. There is one record; as long as nothing was changed, the defaults hold. */
export interface ScanningRules {
  readonly id: string
  readonly tenantId: string
  /** Share of the letters of each scan that a person looks at in the class `normal`, in percent; 0: none. */
  readonly samplePercent: number
  /** How long paper is kept after its batch was closed, in weeks. */
  readonly paperWeeks: Readonly<Record<ProtectionClass, number>>
  /** Version of the procedure documentation (Verfahrensdokumentation) by which the house scans. */
  readonly procedureVersion?: string
  /** Rooms, devices and programs, as the procedure documentation has them. */
  readonly environment?: string
  /** 0 as long as nothing was changed. */
  readonly version: number
}

export const SCANNING_RULES_ID = 'scanning'
const DEFAULT_SAMPLE_PERCENT = 10
/** Six weeks, as many towns keep paper; half a year where more depends on it. */
const DEFAULT_PAPER_WEEKS = { normal: 6, high: 26, 'very-high': 26 } as const

export function defaultRules(tenantId: string): ScanningRules {
  return {
    id: SCANNING_RULES_ID,
    tenantId,
    samplePercent: DEFAULT_SAMPLE_PERCENT,
    paperWeeks: DEFAULT_PAPER_WEEKS,
    version: 0,
  }
}

/** The class on which more depends. */
export function higherClass(one: ProtectionClass, other: ProtectionClass | undefined): ProtectionClass {
  if (other === undefined) return one
  return PROTECTION_CLASSES.indexOf(one) >= PROTECTION_CLASSES.indexOf(other) ? one : other
}
