import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { firstValues } from '../../domain/audit/changes.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { isPending, type CheckedPage, type ScanCheck } from '../../domain/quality/scan-check.ts'
import { asStack, type StackItem } from '../../domain/stacks/stack-moves.ts'
import type { PageRole } from '../../domain/stacks/split-plan.ts'
import type { OriginPage } from '../../domain/stacks/stack-scan.ts'
import type { ScratchSpace } from '../../ports/scratch.ts'
import { scanOf, type BatchScan } from '../shared/batch-scans.ts'
import { extractedLetter, type ExtractPorts } from '../shared/extracted-letter.ts'
import { replaceVersion, requireReplaceable, type VersionPorts } from '../shared/letter-versions.ts'
import { loadItem } from '../shared/load-item.ts'
import { openedCheck } from '../shared/opened-check.ts'
import { invalid, required, requireVersion } from '../shared/required.ts'
import { shownCheck, type ShownCheck } from '../shared/shown-check.ts'

export interface RestorePagesInput {
  readonly checkId: string
  readonly expectedVersion: number
  /** Pages of the scan that were left out of the letter. */
  readonly pages: readonly number[]
  readonly reason: string
}

/**
 * Takes back that pages beside a letter were left out, as empty or by hand: the letter is cut out of the scan anew with them.
 * What it was before is kept, the account of pages follows, and the check begins anew.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `version-mismatch`, `state-conflict`, `validation-failed`
 */
export type RestorePages = (
  actor: Actor,
  input: RestorePagesInput,
  signal: AbortSignal,
) => Promise<ShownCheck>

type Ports = VersionPorts & ExtractPorts & { readonly scratch: ScratchSpace }

export function createRestorePages(ports: Ports): RestorePages {
  return async function restorePages(actor, { checkId, expectedVersion, pages, reason }, signal) {
    requirePermission(actor, 'batches:edit')
    const machine = systemActor(actor.tenantId, actor.requestId)
    const check = await openedCheck(ports, actor, checkId, signal)
    requireVersion(check, expectedVersion)
    const letter = await loadItem(ports, machine, check.itemId, signal)
    requireReplaceable(letter.item)
    const kept = keptPages(check, pages)
    const scan = scanOf(await loadItem(ports, machine, required(check.stackItemId), signal))
    await using scratch = await ports.scratch.reserve(signal)
    const file = await cutAnew(ports, machine, scan, { check, kept }, scratch, signal)
    const also = (item: IncomingItem) => restoredRecords(ports, actor, { item, check, kept, pages }, signal)
    const version = { checkId, expectedVersion, file, way: 'restored-pages', reason, also } as const
    // Awaited here, so that the file is there until then.
    return await shownCheck(ports, actor, await replaceVersion(ports, actor, version, signal), signal)
  }
}

/** The pages that the letter has afterwards, in the order of the plan. */
function keptPages(check: ScanCheck, restored: readonly number[]): OriginPage[] {
  if (!isPending(check) || check.pages.length === 0) {
    const detail =
      'Pages come back only until the letter was checked, and as long as it was not scanned again.'
    throw new MailroomError('state-conflict', detail, { facts: { checkId: check.id } })
  }
  const isRestorable = ({ page, role }: CheckedPage): boolean =>
    restored.includes(page) && (role === 'blank' || role === 'removed')
  if (check.pages.filter(isRestorable).length !== new Set(restored).size)
    throw invalid('pages', 'Wählen Sie Seiten, die neben diesem Schreiben weggelassen wurden.')
  return check.pages
    .filter((page) => page.role === 'page' || isRestorable(page))
    .map(({ page, turn }) => ({ page, turn }))
}

async function cutAnew(
  ports: Ports,
  machine: Actor,
  { document }: BatchScan,
  { check, kept }: { readonly check: ScanCheck; readonly kept: readonly OriginPage[] },
  scratch: Awaited<ReturnType<ScratchSpace['reserve']>>,
  signal: AbortSignal,
) {
  const pages = []
  for (const { page } of kept)
    pages.push(required(await ports.documents.findPage(machine, document.id, page, signal)))
  await using copy = await ports.blobStore.localCopy(document.original.key, document.original, signal)
  const scanNumber = required(check.stackNumber)
  const filename = `${scanNumber.replace('/', '-')}-${check.receiptNumber}-neu.pdf`
  const from = { document, pages, sourcePath: copy.path }
  return await extractedLetter(ports, from, { filename, pages: kept }, scratch, signal)
}

interface Restored {
  readonly item: IncomingItem
  readonly check: ScanCheck
  readonly kept: readonly OriginPage[]
  readonly pages: readonly number[]
}

/** Letter and scan say the same of the pages afterwards. Joins the transaction. */
async function restoredRecords(
  { incomingItems }: Ports,
  actor: Actor,
  { item, check, kept, pages }: Restored,
  signal: AbortSignal,
) {
  const machine = systemActor(actor.tenantId, actor.requestId)
  const stack = asStack(required(await incomingItems.find(machine, required(check.stackItemId), signal)))
  await incomingItems.save(machine, withRestored(stack, item.id, { kept, pages }), signal)
  const origin = { ...required(item.origin), pages: kept }
  const object = { kind: 'incoming-item', id: stack.id } as const
  const event = { action: 'stack.pages-restored', object, changes: { pages: { after: pages } } } as const
  return {
    item: { ...item, origin },
    changes: firstValues<IncomingItem>({ ...item, origin }, ['origin']),
    events: [event],
  }
}

function withRestored(
  { stack, ...item }: StackItem,
  itemId: string,
  { kept, pages }: Pick<Restored, 'kept' | 'pages'>,
): StackItem {
  const plan = required(stack.plan)
  const isLeftOut = (role: PageRole | undefined): boolean => role === 'blank' || role === 'removed'
  // A neighbour may have been given the page in the meantime.
  if (!pages.every((page) => isLeftOut(plan.pages.find((one) => one.page === page)?.role)))
    throw new MailroomError('state-conflict', 'A page belongs to a letter already.', { facts: { itemId } })
  const planned = plan.pages.map((page) =>
    pages.includes(page.page) ? { ...page, role: 'page' as const, certainty: 1 } : page,
  )
  const parts = stack.parts.map((part) =>
    part.itemId === itemId ? { ...part, pages: kept.map(({ page }) => page) } : part,
  )
  return { ...item, stack: { ...stack, plan: { ...plan, pages: planned }, parts } }
}
