import { MasterDataParams } from '../../contract/organisation.ts'
import {
  CreateRoutingRuleRequest,
  PatchRoutingRuleRequest,
  RoutingRuleList,
  RoutingRuleView,
  RulesHealthView,
  RuleTrialView,
  TryRoutingRuleRequest,
} from '../../contract/routing-rules.ts'
import { tagged } from '../entity-tag.ts'
import { presentRoutingRule } from '../presenters/organisation.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<
  UseCases,
  | 'listRoutingRules'
  | 'checkRoutingRules'
  | 'addRoutingRule'
  | 'tryRoutingRule'
  | 'patchRoutingRule'
  | 'removeRoutingRule'
>

export function routingRuleRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/routing-rules',
      operationId: 'listRoutingRules',
      summary: 'Routing rules in the order in which they are asked',
      tag: 'Organisation',
      access: 'masterdata:read',
      success: { status: 200, description: 'All of the tenant', body: RoutingRuleList },
      async handle({ actor, signal }) {
        const records = await useCases.listRoutingRules(actor, signal)
        return { body: { items: records.map(presentRoutingRule) } }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/routing-rules/health',
      operationId: 'checkRoutingRules',
      summary: 'What is wrong with the rules, and how often each proposed its target of late',
      tag: 'Organisation',
      access: 'masterdata:edit',
      success: { status: 200, description: 'Faults and counts by rule', body: RulesHealthView },
      handle: async ({ actor, signal }) => ({ body: await useCases.checkRoutingRules(actor, signal) }),
    }),
    route({
      method: 'post',
      path: '/api/v1/routing-rules',
      operationId: 'addRoutingRule',
      summary: 'Adds a routing rule',
      tag: 'Organisation',
      access: 'masterdata:edit',
      body: CreateRoutingRuleRequest,
      success: { status: 201, description: 'The new record', body: RoutingRuleView },
      async handle({ actor, body, signal }) {
        return tagged(presentRoutingRule(await useCases.addRoutingRule(actor, body, signal)))
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/routing-rules/test',
      operationId: 'tryRoutingRule',
      summary: 'Tries a rule on past mail that the caller may read; changes nothing',
      tag: 'Organisation',
      access: 'masterdata:edit',
      body: TryRoutingRuleRequest,
      success: { status: 200, description: 'Hits, wrong hits and what would change', body: RuleTrialView },
      handle: async ({ actor, body, signal }) => ({
        body: await useCases.tryRoutingRule(actor, body, signal),
      }),
    }),
    route({
      method: 'patch',
      path: '/api/v1/routing-rules/{id}',
      operationId: 'patchRoutingRule',
      summary: 'Changes a routing rule',
      tag: 'Organisation',
      access: 'masterdata:edit',
      ifMatch: 'required',
      params: MasterDataParams,
      body: PatchRoutingRuleRequest,
      success: { status: 200, description: 'The changed record', body: RoutingRuleView },
      async handle({ actor, params, body, expectedVersion, signal }) {
        const input = { ...body, ruleId: params.id, expectedVersion }
        return tagged(presentRoutingRule(await useCases.patchRoutingRule(actor, input, signal)))
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/routing-rules/{id}',
      operationId: 'removeRoutingRule',
      summary: 'Removes a routing rule',
      tag: 'Organisation',
      access: 'masterdata:edit',
      params: MasterDataParams,
      success: { status: 204, description: 'Removed' },
      async handle({ actor, params, signal }) {
        await useCases.removeRoutingRule(actor, params.id, signal)
        return undefined
      },
    }),
  ]
}
