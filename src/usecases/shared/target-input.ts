/** Where a person sends an item. A case file includes its unit. */
export interface TargetInput {
  readonly orgUnitId: string
  readonly caseFileId?: string | undefined
  readonly assigneeId?: string | undefined
}
