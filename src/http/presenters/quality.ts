import type {
  ScanCheckQueue,
  ScanCheckSummary,
  ScanCheckView,
  ScanningRulesView,
} from '../../contract/quality.ts'
import { isPending, requestsOf, type CheckResult, type ScanCheck } from '../../domain/quality/scan-check.ts'
import type { ScanningRules } from '../../domain/quality/scanning-rules.ts'
import type { CheckQueue } from '../../usecases/quality/list-checks.ts'
import type { ShownCheck } from '../../usecases/shared/shown-check.ts'
import type { Presented } from '../route.ts'

export function presentCheckQueue({ checks, isCut, counts }: CheckQueue): Presented<ScanCheckQueue> {
  return { items: checks.map(presentSummary), isCut, counts }
}

function presentSummary(check: ScanCheck): Presented<ScanCheckSummary> {
  const { id, itemId, receiptNumber, protectionClass, cause, state, round } = check
  const { batchId = null, stackNumber = null } = check
  const { createdAt, operators, operatorName, version } = check
  const told = [operatorName, ...operators.map(({ displayName }) => displayName)]
  const names = [...new Set(told.filter((name) => name !== ''))]
  const requests = requestsOf(check).map(({ at, by, reason }) => ({ at, by, reason }))
  const named = { id, itemId, receiptNumber, batchId, stackNumber, protectionClass, cause, state, round }
  return { ...named, createdAt, operators: names, requests, version }
}

export function presentCheck({
  check,
  pages,
  document,
  letter,
  mayCheck,
}: ShownCheck): Presented<ScanCheckView> {
  return {
    ...presentSummary(check),
    pages: pages.map(({ page, turn, role, hints, skewDegrees }) => ({
      page,
      turn,
      role,
      hints,
      skewDegrees,
    })),
    processing: { ...document.processing, pagesTotal: document.pageCount },
    sha256: letter.original.sha256,
    results: check.results.map(presentResult),
    mayCheck,
    mayRestore: isPending(check) && check.pages.length > 0,
  }
}

function presentResult({ remark, ...result }: CheckResult) {
  return { ...result, remark: remark ?? null }
}

export function presentScanningRules(rules: ScanningRules): Presented<ScanningRulesView> {
  const { samplePercent, paperWeeks, procedureVersion, environment, version } = rules
  return {
    samplePercent,
    paperWeeks,
    procedureVersion: procedureVersion ?? null,
    environment: environment ?? null,
    version,
  }
}
