import { isActive, type OrgUnit } from '../domain/access/organisation.ts'
import { levelOf, type Actor } from '../domain/access/actor.ts'
import { withCoverSheetType } from '../domain/classification/cover-sheet-type.ts'
import { proposalsOfPrediction } from '../domain/classification/prediction.ts'
import type { FieldResult } from '../domain/extraction/evidence.ts'
import type { Proposal, Proposals } from '../domain/extraction/proposal.ts'
import type { CaseFile } from '../domain/filing/case-file.ts'
import { comparableFileNumber } from '../domain/routing/file-number.ts'
import {
  coverSheetTypes,
  coverSheetUnits,
  routableDocument,
  textsOf,
} from '../domain/routing/routable-document.ts'
import { route, type EarlierTarget, type RoutingInput } from '../domain/routing/route.ts'
import { routingFields } from '../domain/routing/routing-proposals.ts'
import { compileRule, type CompiledRule } from '../domain/routing/rule.ts'
import type { CaseFiles } from '../ports/case-files.ts'
import type { Documents } from '../ports/documents.ts'
import type { IncomingItems } from '../ports/incoming-items.ts'
import type { Log } from '../ports/log.ts'
import type { DocumentTypes, OrgUnits, RoutingRules } from '../ports/organisation.ts'
import type { PatternMatcher } from '../ports/pattern-matcher.ts'
import type { ClassifiedWork, Stage } from './stage.ts'

export interface RoutePorts {
  readonly caseFiles: CaseFiles
  readonly documents: Documents
  readonly incomingItems: IncomingItems
  readonly routingRules: RoutingRules
  readonly documentTypes: DocumentTypes
  readonly orgUnits: OrgUnits
  readonly patternMatcher: PatternMatcher
  readonly log: Log
}

/** Letters of the same sender that are looked at. */
const EARLIER_LETTERS = 50
/** Filed documents with the same sender's reference that are looked at. */
const EARLIER_DOCUMENTS = 50

/** Proposes unit and case file, and puts all proposals of the document together. */
export function createRouteStage(ports: RoutePorts): Stage<ClassifiedWork, ClassifiedWork> {
  return async function routeDocument(work, { actor, signal }) {
    const units = await ports.orgUnits.list(actor, signal)
    const types = await ports.documentTypes.list(actor, signal)
    const sheetType = coverSheetTypes(work.pages).find((key) =>
      types.some(({ id, retired }) => id === key && !retired),
    )
    const caseFiles = await namedCaseFiles(ports, actor, work.extracted, signal)
    const asked = await askingFile(ports, actor, work.item, signal)
    const routing = route({
      ...followUpOf(work.item, asked),
      document: routableOf(work, sheetType),
      foreignReferences: textsOf(work.extracted, 'foreignReference'),
      openCaseFiles: caseFiles.map(({ caseFile, foreignReferences }) => ({
        id: caseFile.id,
        fileNumber: caseFile.fileNumber,
        orgUnitId: caseFile.leadUnitId,
        subject: caseFile.subject,
        foreignReferences,
      })),
      coverSheetUnits: coverSheetUnits(work.pages).flatMap((number) =>
        units.filter((unit) => unit.number === number),
      ),
      rules: await compiledRules(ports, actor, signal),
      earlierTargets: await earlierTargets(ports, actor, textsOf(work.extracted, 'sender')[0], signal),
      prediction: work.orgUnit,
      activeOrgUnits: activeIds(units, work.today),
    })
    const { orgUnit, caseFile } = routingFields(routing)
    const proposable = [...caseFiles.map((named) => named.caseFile), ...(asked === undefined ? [] : [asked])]
    const documentType = withCoverSheetType(proposalsOfPrediction(work.documentType), sheetType)
    const results = {
      documentType: labelled(documentType, new Map(types.map(({ id, name }) => [id, name]))),
      orgUnit: labelled(orgUnit, new Map(units.map(({ id, number, name }) => [id, `${number} ${name}`]))),
      caseFile: withLeadUnits(
        // Only the number, which is printed on the letter: the subject is for those who may open the file.
        labelled(caseFile, new Map(proposable.map(({ id, fileNumber }) => [id, fileNumber]))),
        proposable,
      ),
    }
    return { ...work, additions: { ...work.additions, proposals: withFields(work.extracted, results) } }
  }
}

function routableOf(
  { extracted, documentType, item, pages }: ClassifiedWork,
  sheetType: string | undefined,
): RoutingInput['document'] {
  const { abstained, ranked } = documentType
  return routableDocument({
    proposals: extracted,
    pages,
    channel: item.channel,
    documentType: sheetType ?? (abstained === undefined ? ranked[0]?.label : undefined),
  })
}

/** The file for which the letter was asked, if it may be proposed. */
async function askingFile(
  { caseFiles }: RoutePorts,
  actor: Actor,
  { followUp }: ClassifiedWork['item'],
  signal: AbortSignal,
): Promise<CaseFile | undefined> {
  const id = followUp?.caseFileId
  const caseFile = id === undefined ? undefined : await caseFiles.find(actor, id, signal)
  return isProposable(caseFile) ? caseFile : undefined
}

/** Files that few may know are not named; what was asked for them goes to their unit. */
function followUpOf(
  { followUp }: ClassifiedWork['item'],
  asked: CaseFile | undefined,
): Pick<RoutingInput, 'followUp'> {
  if (asked !== undefined) return { followUp: { orgUnitId: asked.leadUnitId, caseFile: asked } }
  const orgUnitId = followUp?.orgUnitId
  return orgUnitId === undefined ? {} : { followUp: { orgUnitId } }
}

interface NamedCaseFile {
  readonly caseFile: CaseFile
  /** Those of the letter that earlier documents of the file have too. */
  readonly foreignReferences: readonly string[]
}

async function namedCaseFiles(
  ports: RoutePorts,
  actor: Actor,
  extracted: Proposals,
  signal: AbortSignal,
): Promise<NamedCaseFile[]> {
  const found = new Map<string, NamedCaseFile>()
  for (const fileNumber of asPrintedAndCompared(textsOf(extracted, 'fileNumbers'))) {
    const caseFile = await ports.caseFiles.findByFileNumber(actor, fileNumber, signal)
    if (isProposable(caseFile)) found.set(caseFile.id, { caseFile, foreignReferences: [] })
  }
  const references = asPrintedAndCompared(textsOf(extracted, 'foreignReference'))
  for (const [caseFileId, foreignReferences] of await filesUnder(ports, actor, references, signal)) {
    const caseFile =
      found.get(caseFileId)?.caseFile ?? (await ports.caseFiles.find(actor, caseFileId, signal))
    if (isProposable(caseFile)) found.set(caseFileId, { caseFile, foreignReferences })
  }
  return [...found.values()]
}

/** The mailroom sees what is proposed, and must not learn of files that few may know; letters for them go by unit. */
function isProposable(caseFile: CaseFile | undefined): caseFile is CaseFile {
  return caseFile?.state === 'open' && levelOf(caseFile.readKeys) === 'normal'
}

/** Case files of earlier documents with these references, and which of them each has. */
async function filesUnder(
  { documents }: RoutePorts,
  actor: Actor,
  references: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const byFile = new Map<string, readonly string[]>()
  if (references.length === 0) return byFile
  for (const { caseFileId, index, readKeys } of await documents.filedUnder(
    actor,
    references,
    EARLIER_DOCUMENTS,
    signal,
  )) {
    const reference = index.foreignReference?.value
    if (caseFileId === undefined || typeof reference !== 'string') continue
    if (levelOf(readKeys) !== 'normal') continue
    byFile.set(caseFileId, [...(byFile.get(caseFileId) ?? []), reference])
  }
  return byFile
}

function asPrintedAndCompared(numbers: readonly string[]): readonly string[] {
  return [...new Set([...numbers, ...numbers.map(comparableFileNumber)])]
}

/** A rule that does not compile any more is passed over and named in the log; it must not stop the mail. */
async function compiledRules(
  { routingRules, patternMatcher, log }: RoutePorts,
  actor: Actor,
  signal: AbortSignal,
): Promise<CompiledRule[]> {
  const rules = await routingRules.list(actor, signal)
  return rules.flatMap((rule) => {
    try {
      return [compileRule(rule, (pattern) => patternMatcher.compile(pattern))]
    } catch (error) {
      log.warn('routing-rule-unusable', { tenantId: actor.tenantId, ruleId: rule.id, cause: String(error) })
      return []
    }
  })
}

async function earlierTargets(
  { incomingItems }: RoutePorts,
  actor: Actor,
  sender: string | undefined,
  signal: AbortSignal,
): Promise<EarlierTarget[]> {
  if (sender === undefined) return []
  const states = ['routed', 'accepted', 'filed', 'done'] as const
  const { items } = await incomingItems.list(actor, { sender, states }, { limit: EARLIER_LETTERS }, signal)
  const counts = new Map<string, number>()
  for (const { target, readKeys } of items) {
    if (target !== undefined && levelOf(readKeys) === 'normal')
      counts.set(target.orgUnitId, (counts.get(target.orgUnitId) ?? 0) + 1)
  }
  return [...counts].map(([orgUnitId, count]) => ({ orgUnitId, count }))
}

function activeIds(units: readonly OrgUnit[], today: string): ReadonlySet<string> {
  return new Set(units.filter((unit) => isActive(unit, today)).map(({ id }) => id))
}

function labelled(result: FieldResult, names: ReadonlyMap<string, string>): FieldResult {
  if (result.abstained !== undefined) return result
  const proposals = result.proposals.map((proposal): Proposal => {
    const label = typeof proposal.value === 'string' ? names.get(proposal.value) : undefined
    return label === undefined ? proposal : { ...proposal, details: { ...proposal.details, label } }
  })
  return { proposals }
}

/** The mailroom sends post to a file that it may not open itself; so the proposal names the unit that keeps it. */
function withLeadUnits(result: FieldResult, caseFiles: readonly CaseFile[]): FieldResult {
  if (result.abstained !== undefined) return result
  const proposals = result.proposals.map((proposal): Proposal => {
    const orgUnitId = caseFiles.find(({ id }) => id === proposal.value)?.leadUnitId
    return orgUnitId === undefined ? proposal : { ...proposal, details: { ...proposal.details, orgUnitId } }
  })
  return { proposals }
}

function withFields(
  extracted: Proposals,
  results: Readonly<Record<'documentType' | 'orgUnit' | 'caseFile', FieldResult>>,
): Proposals {
  const fields = { ...extracted.fields }
  const abstained = { ...extracted.abstained }
  for (const [field, result] of Object.entries(results) as [
    'documentType' | 'orgUnit' | 'caseFile',
    FieldResult,
  ][]) {
    fields[field] = result.proposals
    if (result.abstained !== undefined) abstained[field] = result.abstained
  }
  return { ...extracted, fields, abstained }
}
