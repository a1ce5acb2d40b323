import type { UseCases } from '../../../../src/http/use-cases.ts'
import type { Guarded } from './guarded.ts'
import { SIGNAL } from './mailroom.ts'

const RULE = { name: 'r', enabled: true, priority: 0, conditions: [], target: { orgUnitId: 'u' } }

/** What guards the use cases of accounts, connections, the organisation and its catalogues. */
export const GUARDED_ADMINISTRATION = {
  resetSecondFactor: {
    needs: ['users:manage'],
    call: (on, actor) => on.resetSecondFactor(actor, 'mia', SIGNAL),
  },
  showSignInRules: { needs: ['users:manage'], call: (on, actor) => on.showSignInRules(actor, SIGNAL) },
  setSignInRules: {
    needs: ['users:manage'],
    call: (on, actor) => on.setSignInRules(actor, { secondFactorRoles: [] }, SIGNAL),
  },
  listMailAccounts: {
    needs: ['users:manage'],
    call: (on, actor) => on.listMailAccounts(actor, SIGNAL),
  },
  addMailAccount: {
    needs: ['users:manage'],
    call: (on, actor) => {
      const server = { host: 'h', port: 993, security: 'tls' } as const
      const folders = { folder: 'a', doneFolder: 'b', errorFolder: 'c' }
      const login = { name: 'n', isActive: false, server, username: 'u', password: 'p' }
      return on.addMailAccount(actor, { ...login, ...folders }, SIGNAL)
    },
  },
  patchMailAccount: {
    needs: ['users:manage'],
    call: (on, actor) => on.patchMailAccount(actor, { accountId: 'a', expectedVersion: 1 }, SIGNAL),
  },
  removeMailAccount: {
    needs: ['users:manage'],
    call: (on, actor) => on.removeMailAccount(actor, 'a', SIGNAL),
  },
  checkMailAccount: {
    needs: ['users:manage'],
    call: (on, actor) => on.checkMailAccount(actor, 'a', SIGNAL),
  },
  listRefusedMails: {
    needs: ['users:manage'],
    call: (on, actor) => on.listRefusedMails(actor, 'a', SIGNAL),
  },
  listIdentityProviders: {
    needs: ['users:manage'],
    call: (on, actor) => on.listIdentityProviders(actor, SIGNAL),
  },
  addIdentityProvider: {
    needs: ['users:manage'],
    call: (on, actor) => {
      const texts = { name: 'n', issuer: 'https://id.example', clientId: 'c', secretName: 'S' }
      const input = { ...texts, kind: 'staff', groupsClaim: 'groups', askedLevels: '' } as const
      return on.addIdentityProvider(actor, { ...input, rolesByGroup: [], levelNames: [] }, SIGNAL)
    },
  },
  patchIdentityProvider: {
    needs: ['users:manage'],
    call: (on, actor) => on.patchIdentityProvider(actor, { providerId: 'p', expectedVersion: 1 }, SIGNAL),
  },
  checkIdentityProvider: {
    needs: ['users:manage'],
    call: (on, actor) => on.checkIdentityProvider(actor, 'p', SIGNAL),
  },
  removeIdentityProvider: {
    needs: ['users:manage'],
    call: (on, actor) => on.removeIdentityProvider(actor, 'p', SIGNAL),
  },
  listUsers: { needs: ['users:manage'], call: (on, actor) => on.listUsers(actor, SIGNAL) },
  createUser: {
    needs: ['users:manage'],
    call: (on, actor) => {
      const input = {
        username: 'n',
        displayName: 'N',
        password: 'long enough it is',
        roles: [],
        orgUnitIds: [],
      }
      return on.createUser(actor, input, SIGNAL)
    },
  },
  patchUser: {
    needs: ['users:manage'],
    call: (on, actor) => on.patchUser(actor, { userId: 'u', expectedVersion: 1 }, SIGNAL),
  },
  listOrgUnits: { needs: ['masterdata:read'], call: (on, actor) => on.listOrgUnits(actor, SIGNAL) },
  addOrgUnit: {
    needs: ['masterdata:edit'],
    call: (on, actor) =>
      on.addOrgUnit(actor, { parentId: 'p', number: '1', name: 'n', kind: 'office' }, SIGNAL),
  },
  patchOrgUnit: {
    needs: ['masterdata:edit'],
    call: (on, actor) => on.patchOrgUnit(actor, { orgUnitId: 'u', expectedVersion: 1 }, SIGNAL),
  },
  moveUnitWork: {
    needs: ['masterdata:edit'],
    call: (on, actor) => on.moveUnitWork(actor, { fromUnitId: 'a', toUnitId: 'b' }, SIGNAL),
  },
  exportUnitMoves: {
    needs: ['masterdata:edit'],
    call: (on, actor) => on.exportUnitMoves(actor, 'u', SIGNAL),
  },
  listUnitMoves: { needs: ['masterdata:edit'], call: (on, actor) => on.listUnitMoves(actor, 'u', SIGNAL) },
  listDocumentTypes: { needs: ['masterdata:read'], call: (on, actor) => on.listDocumentTypes(actor, SIGNAL) },
  addDocumentType: {
    needs: ['masterdata:edit'],
    call: (on, actor) => on.addDocumentType(actor, { id: 't', name: 'n' }, SIGNAL),
  },
  patchDocumentType: {
    needs: ['masterdata:edit'],
    call: (on, actor) => on.patchDocumentType(actor, { documentTypeId: 't', expectedVersion: 1 }, SIGNAL),
  },
  listRoutingRules: { needs: ['masterdata:read'], call: (on, actor) => on.listRoutingRules(actor, SIGNAL) },
  addRoutingRule: { needs: ['masterdata:edit'], call: (on, actor) => on.addRoutingRule(actor, RULE, SIGNAL) },
  patchRoutingRule: {
    needs: ['masterdata:edit'],
    call: (on, actor) => on.patchRoutingRule(actor, { ruleId: 'r', expectedVersion: 1 }, SIGNAL),
  },
  removeRoutingRule: {
    needs: ['masterdata:edit'],
    call: (on, actor) => on.removeRoutingRule(actor, 'r', SIGNAL),
  },
  checkRoutingRules: { needs: ['masterdata:edit'], call: (on, actor) => on.checkRoutingRules(actor, SIGNAL) },
  tryRoutingRule: {
    needs: ['masterdata:edit'],
    call: (on, actor) => {
      const conditions = [{ field: 'text', operator: 'contains', value: 'x' }] as const
      return on.tryRoutingRule(actor, { ...RULE, conditions }, SIGNAL)
    },
  },
} satisfies Partial<Record<keyof UseCases, Guarded>>
