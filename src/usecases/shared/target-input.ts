/** Where a person sends an item: to a unit, or to a case file, which includes its unit. */
export interface TargetInput {
  /** The lead unit of the case file when absent. */
  readonly orgUnitId?: string | undefined
  readonly caseFileId?: string | undefined
  readonly assigneeId?: string | undefined
}
