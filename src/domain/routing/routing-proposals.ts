import type { Proposal } from '../extraction/proposal.ts'
import type { FieldResult } from '../extraction/evidence.ts'
import type { RoutingCandidate, RoutingProposal } from './route.ts'

const MAX_PROPOSALS = 3

/** The routing as proposals of the fields `orgUnit` and `caseFile`. */
export interface RoutingFields {
  readonly orgUnit: FieldResult
  readonly caseFile: FieldResult
}

export function routingFields(routing: RoutingProposal): RoutingFields {
  const caseFiles = routing.candidates.filter((candidate) => candidate.caseFileId !== undefined)
  return {
    orgUnit:
      routing.abstained === undefined
        ? { proposals: proposalsBy(routing.candidates, (candidate) => candidate.orgUnitId) }
        : { proposals: [], abstained: routing.abstained },
    caseFile:
      caseFiles.length === 0
        ? { proposals: [], abstained: 'Kein Zeichen im Schreiben gehört zu einer offenen Akte.' }
        : { proposals: proposalsBy(caseFiles, (candidate) => candidate.caseFileId ?? '') },
  }
}

/** One proposal a value, in the order of the candidates, with the reasons of all that point to it. */
function proposalsBy(
  candidates: readonly RoutingCandidate[],
  valueOf: (candidate: RoutingCandidate) => string,
): readonly Proposal[] {
  const byValue = new Map<string, RoutingCandidate[]>()
  for (const candidate of candidates) {
    byValue.set(valueOf(candidate), [...(byValue.get(valueOf(candidate)) ?? []), candidate])
  }
  return [...byValue].slice(0, MAX_PROPOSALS).map(([value, group]): Proposal => ({
    value,
    weight: Math.max(...group.map((candidate) => candidate.weight)),
    reasons: group.flatMap((candidate) => candidate.reasons),
    details: detailsOf(group),
  }))
}

function detailsOf(group: readonly RoutingCandidate[]): Readonly<Record<string, string>> {
  const ruleId = group.find((candidate) => candidate.ruleId !== undefined)?.ruleId
  return { source: group[0]?.source ?? 'classifier', ...(ruleId === undefined ? {} : { ruleId }) }
}
