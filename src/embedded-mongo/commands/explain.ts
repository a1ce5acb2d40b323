import { type Document, field, isDocument } from '../bson/document.ts'
import { notSupported } from '../errors.ts'
import type { IndexScan, Plan } from '../planner/scans.ts'
import type { Reply } from '../server/reply.ts'
import { SERVER_VERSION } from './server-info.ts'
import { type CommandContext, type CommandTable, fieldSet } from './definition.ts'
import { selectForFind } from './reading.ts'

function indexStage({ index, ranges, backwards }: IndexScan): Document {
  return {
    stage: 'IXSCAN',
    indexName: index.name,
    keyPattern: index.spec['key'],
    isMultiKey: index.multikey !== 0,
    isUnique: index.unique,
    isSparse: index.sparse,
    isPartial: index.partialFilter !== undefined,
    direction: backwards ? 'backward' : 'forward',
    ranges: ranges.length,
  }
}

function stageOf(plan: Plan | undefined): Document {
  if (plan === undefined) return { stage: 'EOF' }
  if (plan.kind === 'collection')
    return { stage: 'COLLSCAN', direction: plan.backwards ? 'backward' : 'forward' }
  if (plan.kind === 'index') return { stage: 'FETCH', inputStage: indexStage(plan) }
  return { stage: 'FETCH', inputStage: { stage: 'OR', inputStages: plan.scans.map(indexStage) } }
}

function explain(context: CommandContext): Reply {
  const query = field(context.command, 'explain')
  const name = isDocument(query) ? field(query, 'find') : undefined
  if (!isDocument(query) || typeof name !== 'string') throw notSupported('explain of anything but find')
  const startedAtMs = performance.now()
  const selection = selectForFind(context, query, name)
  let returned = 0
  for (const stored of selection.documents) returned += stored.id > 0 ? 1 : 0
  const plan = selection.plan()
  const stage = stageOf(plan)
  const sortsInMemory = field(query, 'sort') !== undefined && plan?.sorted !== true
  return {
    explainVersion: '1',
    queryPlanner: {
      namespace: `${context.database}.${name}`,
      parsedQuery: field(query, 'filter') ?? {},
      winningPlan: sortsInMemory ? { stage: 'SORT', inputStage: stage } : stage,
      rejectedPlans: [],
    },
    executionStats: {
      executionSuccess: true,
      nReturned: returned,
      totalDocsExamined: selection.examined(),
      executionTimeMillis: Math.round(performance.now() - startedAtMs),
    },
    serverInfo: { version: SERVER_VERSION },
    ok: 1,
  }
}

export const EXPLAIN_COMMANDS: CommandTable = { explain: { fields: fieldSet('verbosity'), run: explain } }
