import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { MailroomError } from '../../domain/errors.ts'
import { destructionProtocol } from '../../domain/paper/destruction-protocol.ts'
import { destroyedBox, withoutRequest, withRequest, type PaperBox } from '../../domain/paper/paper-box.ts'
import type { ReportPageWriter } from '../../ports/report-page-writer.ts'
import { changeBox, type BoxPorts } from '../shared/paper-boxes.ts'
import { paperStateOf, type PaperState } from '../shared/paper-state.ts'
import { required } from '../shared/required.ts'

/** Asks for the destruction of the paper in a box. @throws {MailroomError} `forbidden`, `not-found`, `state-conflict` while anything keeps it */
export type RequestPaperDestruction = (
  actor: Actor,
  boxId: string,
  signal: AbortSignal,
) => Promise<PaperState>

/** @throws {MailroomError} `forbidden`, `not-found`, `state-conflict` */
export type CancelPaperDestruction = (
  actor: Actor,
  input: { readonly boxId: string; readonly reason: string },
  signal: AbortSignal,
) => Promise<PaperState>

/**
 * A second person agrees, and writes down how the paper was destroyed. Everything is looked at once more in the transaction
 * that writes it: what came in between keeps the paper.
 *
 * @throws {MailroomError} `forbidden` for who has asked for it, `not-found`, `state-conflict`
 */
export type ApprovePaperDestruction = (
  actor: Actor,
  input: { readonly boxId: string; readonly manner: string },
  signal: AbortSignal,
) => Promise<PaperState>

/** @throws {MailroomError} `forbidden`, `not-found`, `state-conflict` while nothing is destroyed */
export type PrintPaperProtocol = (
  actor: Actor,
  boxId: string,
  signal: AbortSignal,
) => Promise<{ readonly filename: string; readonly pdf: Uint8Array }>

export function createRequestPaperDestruction(ports: BoxPorts): RequestPaperDestruction {
  return async function requestPaperDestruction(actor, boxId, signal) {
    return changeBox(
      ports,
      actor,
      boxId,
      async (before) => {
        await requireFree(ports, actor, before, signal)
        const requested = { at: ports.clock.now().toISOString(), by: personOf(actor) }
        return { box: withRequest(before, requested), action: 'paper.destruction-requested', changes: {} }
      },
      signal,
    )
  }
}

export function createCancelPaperDestruction(ports: BoxPorts): CancelPaperDestruction {
  return async function cancelPaperDestruction(actor, { boxId, reason }, signal) {
    return changeBox(
      ports,
      actor,
      boxId,
      (before) => ({
        box: withoutRequest(before),
        action: 'paper.destruction-cancelled',
        changes: {},
        reason,
      }),
      signal,
    )
  }
}

export function createApprovePaperDestruction(ports: BoxPorts): ApprovePaperDestruction {
  return async function approvePaperDestruction(actor, { boxId, manner }, signal) {
    return changeBox(
      ports,
      actor,
      boxId,
      async (before) => {
        const { letters, pages } = await requireFree(ports, actor, before, signal)
        const approved = { at: ports.clock.now().toISOString(), by: personOf(actor) }
        const box = destroyedBox(before, { approved, manner, letters, pages })
        return { box, action: 'paper.destroyed', changes: { destruction: { after: box.destruction } } }
      },
      signal,
    )
  }
}

async function requireFree(
  ports: BoxPorts,
  actor: Actor,
  box: PaperBox,
  signal: AbortSignal,
): Promise<PaperState> {
  const state = await paperStateOf(ports, actor, box, signal)
  if (state.blockers.length === 0) return state
  throw new MailroomError('state-conflict', `The paper stays: ${state.blockers.join(', ')}.`, {
    facts: { boxId: box.id, blockers: state.blockers },
  })
}

export function createPrintPaperProtocol(
  ports: Pick<BoxPorts, 'paperBoxes' | 'tenants'> & { readonly reportPages: ReportPageWriter },
): PrintPaperProtocol {
  return async function printPaperProtocol(actor, boxId, signal) {
    requirePermission(actor, 'paper:manage')
    const box = required(await ports.paperBoxes.find(actor, boxId, signal))
    if (box.destruction === undefined)
      throw new MailroomError('state-conflict', 'The paper of this box is not destroyed.', {
        facts: { boxId },
      })
    const tenant = required(await ports.tenants.find(actor.tenantId, signal))
    return {
      filename: `Vernichtungsprotokoll Kiste ${box.number}.pdf`,
      pdf: await ports.reportPages.pagesOf(destructionProtocol(box, box.destruction, tenant), signal),
    }
  }
}
