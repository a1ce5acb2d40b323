import { call, callForBytes } from '../../shared/api/client.ts'
import type {
  AccessLogPage,
  AccessLogPersons,
  AccessLogRequest,
  CrossUnitSearchResult,
  EmergencyPage,
  EmergencyView,
} from '../../shared/api/types.ts'

export const EMERGENCIES_KEY = ['emergencies']

export async function openInEmergency(number: string, reason: string): Promise<EmergencyView> {
  return (await call('/emergency-access', { method: 'POST', body: { number, reason } })) as EmergencyView
}

export async function fetchEmergencies(signal: AbortSignal): Promise<EmergencyPage> {
  return (await call('/emergency-access?limit=100', { signal })) as EmergencyPage
}

export async function searchCrossUnit(q: string, reason: string): Promise<CrossUnitSearchResult> {
  return (await call('/search/cross-unit', { method: 'POST', body: { q, reason } })) as CrossUnitSearchResult
}

export async function queryAccessLog(body: AccessLogRequest): Promise<AccessLogPage> {
  return (await call('/access-log/query', { method: 'POST', body })) as AccessLogPage
}

export async function exportAccessLog(body: AccessLogRequest): Promise<Blob> {
  return callForBytes('/access-log/export', { method: 'POST', body })
}

export async function fetchLoggedPersons(signal: AbortSignal): Promise<AccessLogPersons> {
  return (await call('/access-log/persons', { signal })) as AccessLogPersons
}
