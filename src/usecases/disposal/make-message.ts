import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import {
  filesToTransfer,
  requireAsTold,
  requireState,
  type DisposalFile,
  type DisposalRun,
  type RunState,
} from '../../domain/disposal/disposal-run.ts'
import { messageName, messageXml, OUTGOING } from '../../domain/disposal/xdomea-message.ts'
import { isMailroomError, MailroomError } from '../../domain/errors.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import { isHeld } from '../../domain/intake/virus-scan.ts'
import type { BlobStore } from '../../ports/blob-store.ts'
import type { DisposalRuns } from '../../ports/disposal-runs.ts'
import type { Documents } from '../../ports/documents.ts'
import type { ScratchFile, ScratchSpace } from '../../ports/scratch.ts'
import type { ZipMember, ZipWriter } from '../../ports/zip-writer.ts'
import { archivedCaseFile, contentsOf, type ArchivePorts, type Packed } from '../shared/archived-case-file.ts'
import type { Ledger } from '../shared/ledger.ts'
import { ofDocument } from '../shared/opened-records.ts'
import type { LookedAt, ReadLog } from '../shared/read-log.ts'
import { readRetentionPlan, type RetentionPlanPorts } from '../shared/retention-plan.ts'
import { invalid, required, requireVersion } from '../shared/required.ts'

export type MessageKind = keyof typeof OUTGOING

/** A message that was made and is in the protocol. Gone when it is disposed of. */
export interface MadeMessage extends AsyncDisposable {
  readonly filename: string
  readonly sizeBytes: number
  readonly sha256: string
  content(signal: AbortSignal): AsyncIterable<Uint8Array>
}

/**
 * Makes the offer (0501) or the hand-over (0503) of a run as ZIP by xdomea 3.0.0. Can be made again; the protocol knows each.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `state-conflict`, `validation-failed` for a file with something else in it
 *   than was told before, or in quarantine, `integrity-failure`, `insufficient-storage`
 */
export type MakeMessage = (
  actor: Actor,
  input: { readonly runId: string; readonly kind: MessageKind },
  signal: AbortSignal,
) => Promise<MadeMessage>

export type MakeMessagePorts = ArchivePorts &
  RetentionPlanPorts & {
    readonly disposalRuns: DisposalRuns
    readonly documents: Documents
    readonly blobStore: BlobStore
    readonly zipWriter: ZipWriter
    readonly scratch: ScratchSpace
    readonly readLog: ReadLog
    readonly ledger: Ledger
  }

interface Kind {
  readonly after: RunState
  readonly filesOf: (run: DisposalRun) => readonly DisposalFile[]
}

const KINDS: Readonly<Record<MessageKind, Kind>> = {
  offer: { after: 'offered', filesOf: ({ files }) => files },
  transfer: { after: 'transferred', filesOf: filesToTransfer },
}

export function createMakeMessage(ports: MakeMessagePorts): MakeMessage {
  return async function makeMessage(actor, { runId, kind }, signal) {
    requirePermission(actor, 'disposal:manage')
    const run = required(await ports.disposalRuns.find(actor, runId, signal))
    requireTurn(run, kind)
    const machine = systemActor(actor.tenantId, actor.requestId)
    const createdAt = ports.clock.now()
    const packed = await packedFiles(ports, machine, run, kind, signal)
    const tenant = required(await ports.tenants.find(actor.tenantId, signal))
    const message = {
      type: OUTGOING[kind],
      processId: run.processId,
      createdAt: createdAt.toISOString(),
      sender: tenant.name,
      recipient: run.archive,
      caseFiles: packed.map(({ caseFile }) => caseFile),
    }
    const name = messageName(message)
    const scratch = await ports.scratch.reserve(signal)
    try {
      const members = [xmlMember(`${name}.xml`, messageXml(message)), ...objectMembers(ports, packed)]
      const request = { members, modifiedAt: createdAt, targetPath: scratch.path }
      const written = await ports.zipWriter.write(request, signal).catch(asDamage)
      // Whoever saves the container has all of it, also what few may know.
      for (const one of packed.flatMap(({ looks }) => looks))
        await ports.readLog.downloaded(actor, one, true, signal)
      await record(ports, actor, { run, kind, packed, sha256: written.sha256 }, signal)
      return { ...written, filename: `${name}.zip`, ...giving(scratch) }
    } catch (error) {
      await scratch[Symbol.asyncDispose]()
      throw error
    }
  }
}

function requireTurn(run: DisposalRun, kind: MessageKind): void {
  if (kind === 'offer') requireState(run, ...(run.isDirect ? [] : (['prepared', 'offered'] as const)))
  else
    requireState(
      run,
      ...(run.isDirect ? (['prepared', 'transferred'] as const) : (['decided', 'transferred'] as const)),
    )
  if (KINDS[kind].filesOf(run).length > 0) return
  throw new MailroomError('state-conflict', 'No file of the run is to be handed over.', {
    facts: { runId: run.id },
  })
}

async function packedFiles(
  ports: MakeMessagePorts,
  machine: Actor,
  run: DisposalRun,
  kind: MessageKind,
  signal: AbortSignal,
): Promise<PackedFile[]> {
  const plan = await readRetentionPlan(ports, machine, signal)
  const packed: PackedFile[] = []
  for (const file of KINDS[kind].filesOf(run)) {
    const caseFile = required(await ports.caseFiles.find(machine, file.caseFileId, signal))
    const documents = await ports.documents.ofCaseFile(machine, caseFile.id, signal)
    const contents = contentsOf(ports.digest, documents)
    requireAsTold(run, KINDS[kind].after, file, contents)
    const isWhole = kind === 'transfer'
    if (isWhole) requireNothingHeld(file, documents)
    const retention = plan.retentionOf(caseFile)
    const wanted = { file, caseFile, documents, retention, timeZone: plan.timeZone, isWhole }
    packed.push({
      ...(await archivedCaseFile(ports, machine, wanted, signal)),
      caseFileId: caseFile.id,
      contents,
      looks: isWhole ? documents.map(ofDocument) : [],
    })
  }
  return packed
}

/**
 * Files in quarantine go nowhere. Without them the archive would confirm a case file of which it has not got all.
 *
 * @throws {MailroomError} `validation-failed`
 */
function requireNothingHeld({ fileNumber }: DisposalFile, documents: readonly StoredDocument[]): void {
  if (!documents.some(isHeld)) return
  throw invalid(
    'files',
    `In der Akte ${fileNumber} liegt ein Dokument in Quarantäne. Geben Sie es erst frei; ohne es wird die Akte nicht abgegeben.`,
  )
}

interface PackedFile extends Packed {
  readonly caseFileId: string
  readonly contents: string
  /** Documents that go along whole. */
  readonly looks: readonly LookedAt[]
}

function xmlMember(path: string, text: string): ZipMember {
  const bytes = new TextEncoder().encode(text)
  return { path, isPackable: true, open: async () => once(bytes) }
}

function objectMembers({ blobStore }: MakeMessagePorts, packed: readonly Packed[]): ZipMember[] {
  return packed.flatMap(({ objects }) =>
    objects.map(({ name, object }) => ({
      path: name,
      isPackable: false,
      open: (opening: AbortSignal) => blobStore.open(object.key, object, opening),
    })),
  )
}

/** Nothing is left out of what an archive gets: what is not there is lost. */
function asDamage(error: unknown): never {
  if (!isMailroomError(error, 'not-found')) throw error
  throw new MailroomError('integrity-failure', 'A file of the case file is missing.', { cause: error })
}

function giving(scratch: ScratchFile): Pick<MadeMessage, 'content' | typeof Symbol.asyncDispose> {
  return {
    content: (reading) => scratch.stream(reading),
    [Symbol.asyncDispose]: () => scratch[Symbol.asyncDispose](),
  }
}

interface Made {
  readonly run: DisposalRun
  readonly kind: MessageKind
  readonly packed: readonly PackedFile[]
  readonly sha256: string
}

/** Before anything of it goes out. What lay in the files is kept, so that nothing else is destroyed later. */
function record(
  { disposalRuns, ledger, clock }: MakeMessagePorts,
  actor: Actor,
  { run: { id, version }, kind, packed, sha256 }: Made,
  signal: AbortSignal,
): Promise<DisposalRun> {
  const contentsById = new Map(packed.map(({ caseFileId, contents }) => [caseFileId, contents]))
  return ledger.change(
    actor,
    async () => {
      const run = required(await disposalRuns.find(actor, id, signal))
      requireVersion(run, version)
      const at = clock.now().toISOString()
      const message = { type: OUTGOING[kind], direction: 'out', at, by: personOf(actor), sha256 } as const
      const files = run.files.map((file) => {
        const contents = contentsById.get(file.caseFileId)
        return contents === undefined ? file : { ...file, contents }
      })
      const wanted = { ...run, files, state: KINDS[kind].after, messages: [...run.messages, message] }
      const after = await disposalRuns.save(actor, wanted, signal)
      const ofRun = {
        action: kind === 'offer' ? 'disposal.offered' : 'disposal.transferred',
        object: { kind: 'disposal-run', id },
        changes: { message: { after: { type: message.type, sha256 } } },
      } as const
      const ofFiles = packed.map(({ caseFileId }) => {
        const action = kind === 'offer' ? 'case-file.offered' : 'case-file.transferred'
        return { action, object: { kind: 'case-file', id: caseFileId } } as const
      })
      return { result: after, events: [ofRun, ...ofFiles], changed: [] }
    },
    signal,
  )
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
