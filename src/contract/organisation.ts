import { z } from 'zod'
import { ProtectionClass } from './batches.ts'
import { CalendarDate, Id, Instant, Level, Line } from './primitives.ts'
import { GivenRole, Role } from './session.ts'

export const OrgUnitKind = z.enum(['root', 'directorate', 'office', 'department', 'section', 'post', 'group'])
export const OrgUnitView = z.strictObject({
  id: Id,
  parentId: Id.nullable(),
  number: z.string(),
  name: z.string(),
  kind: OrgUnitKind,
  validFrom: CalendarDate.nullable(),
  validTo: CalendarDate.nullable(),
  /** Where its work goes when the last day is over. */
  successorId: Id.nullable(),
  version: z.number().int(),
})
export type OrgUnitView = z.infer<typeof OrgUnitView>
export const OrgUnitList = z.strictObject({ items: z.array(OrgUnitView) })
export const CreateOrgUnitRequest = z.strictObject({
  parentId: Id,
  number: Line.max(50),
  name: Line,
  kind: OrgUnitKind.exclude(['root']),
  validFrom: CalendarDate.optional(),
  validTo: CalendarDate.optional(),
})
export const PatchOrgUnitRequest = z.strictObject({
  number: Line.max(50).optional(),
  name: Line.optional(),
  validFrom: CalendarDate.nullable().optional(),
  validTo: CalendarDate.nullable().optional(),
  successorId: Id.nullable().optional(),
})
export const MoveUnitWorkRequest = z.strictObject({ toUnitId: Id })
const Numbers = z.array(z.string())
const Moved = {
  /** Receipt numbers. */
  items: Numbers,
  /** File numbers. */
  caseFiles: Numbers,
  /** Names of routing rules. */
  rules: Numbers,
  /** Numbers in the filing plan. */
  planEntries: Numbers,
  /** Names of e-mail accounts. */
  mailAccounts: Numbers,
}
/** What one step has moved; it is asked for until nothing is left. */
export const MovedWork = z.strictObject({ ...Moved, more: z.boolean() })
export const UnitMoveList = z.strictObject({
  items: z.array(
    z.strictObject({
      at: Instant,
      by: z.string(),
      /** Who had arranged it, when it was done on the day by itself. */
      arrangedBy: z.string().nullable(),
      toUnitId: Id,
      ...Moved,
    }),
  ),
})

/** First and last day of a post that does not last for ever. */
const PostDaysRequest = z.strictObject({
  orgUnitId: Id,
  validFrom: CalendarDate.optional(),
  validTo: CalendarDate.optional(),
})
export const UserView = z.strictObject({
  id: Id,
  username: z.string(),
  displayName: z.string(),
  roles: z.array(Role),
  orgUnitIds: z.array(Id),
  /** Of posts that begin or end on a day. */
  postDays: z.array(
    z.strictObject({
      orgUnitId: Id,
      validFrom: CalendarDate.nullable(),
      validTo: CalendarDate.nullable(),
    }),
  ),
  /** May know what is confidential in his units. */
  cleared: z.boolean(),
  disabled: z.boolean(),
  version: z.number().int(),
})
export const UserList = z.strictObject({ items: z.array(UserView) })
export const ColleagueList = z.strictObject({
  items: z.array(
    z.strictObject({
      id: Id,
      displayName: z.string(),
      orgUnitIds: z.array(Id),
      /** Who is away today. */
      absence: z.strictObject({ lastDay: CalendarDate, deputyName: z.string().nullable() }).nullable(),
    }),
  ),
})
export const Username = z.string().regex(/^[a-z0-9][a-z0-9._-]{1,63}$/)
export const CreateUserRequest = z.strictObject({
  username: Username,
  displayName: Line.max(200),
  password: z.string().min(12).max(1_000),
  roles: z.array(GivenRole).min(1).max(GivenRole.options.length),
  orgUnitIds: z.array(Id).max(50),
  postDays: z.array(PostDaysRequest).max(50).default([]),
  cleared: z.boolean().default(false),
})
export const PatchUserRequest = z.strictObject({
  displayName: Line.max(200).optional(),
  password: z.string().min(12).max(1_000).optional(),
  roles: z.array(GivenRole).min(1).max(GivenRole.options.length).optional(),
  orgUnitIds: z.array(Id).max(50).optional(),
  /** In place of those there are; without it those of units that stay are kept. */
  postDays: z.array(PostDaysRequest).max(50).optional(),
  cleared: z.boolean().optional(),
  disabled: z.boolean().optional(),
})

export const DocumentTypeView = z.strictObject({
  id: Id,
  name: z.string(),
  retired: z.boolean(),
  /** What a letter with such a document has at least. */
  level: Level,
  /** How its scan is checked at least. */
  protectionClass: ProtectionClass,
  /** Its paper is never destroyed. */
  keepsPaper: z.boolean(),
  version: z.number().int(),
})
export const DocumentTypeList = z.strictObject({ items: z.array(DocumentTypeView) })
export const CreateDocumentTypeRequest = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  name: Line.max(100),
  level: Level.default('normal'),
  protectionClass: ProtectionClass.default('normal'),
  keepsPaper: z.boolean().default(false),
})
export const PatchDocumentTypeRequest = z.strictObject({
  name: Line.max(100).optional(),
  retired: z.boolean().optional(),
  level: Level.optional(),
  protectionClass: ProtectionClass.optional(),
  keepsPaper: z.boolean().optional(),
})
export const MasterDataParams = z.strictObject({ id: Id })

/** A city on this installation; nothing of what it holds. */
export const TenantView = z.strictObject({
  id: Id,
  slug: z.string(),
  name: z.string(),
  receiptPrefix: z.string(),
})
export type TenantView = z.infer<typeof TenantView>
export const TenantList = z.strictObject({ items: z.array(TenantView) })
/** The first administrator of the tenant is made with it, and makes everybody else. */
export const CreateTenantRequest = z.strictObject({
  slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
  name: Line.max(200),
  receiptPrefix: z.string().regex(/^[A-Z]{2,4}$/),
  adminUsername: Username,
  adminPassword: z.string().min(12).max(1_000),
})
