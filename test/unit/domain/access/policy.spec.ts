import { expect } from 'chai'
import { ROLES, TOKEN_SCOPES, type Role, type TokenScope } from '../../../../src/domain/access/actor.ts'
import { actorOfToken, actorOfUser, citizenActor } from '../../../../src/domain/access/actor-of-user.ts'
import type { OrgUnit, User } from '../../../../src/domain/access/organisation.ts'
import {
  grantKeysOf,
  intakeReadKeys,
  itemReadKeys,
  may,
  PERMISSIONS,
  permissionsOf,
} from '../../../../src/domain/access/policy.ts'

function aUser(roles: readonly Role[], orgUnitIds: readonly string[] = ['office']): User {
  return {
    id: 'u',
    tenantId: 't',
    username: 'u',
    displayName: 'U',
    roles,
    orgUnitIds,
    disabled: false,
    version: 1,
  }
}

function aUnit(id: string, parentId?: string): OrgUnit {
  return {
    id,
    tenantId: 't',
    number: id,
    name: id,
    kind: 'office',
    version: 1,
    ...(parentId === undefined ? {} : { parentId }),
  }
}

const TREE = [
  aUnit('root'),
  aUnit('office', 'root'),
  aUnit('section', 'office'),
  aUnit('post', 'section'),
  aUnit('other', 'root'),
]

describe('what roles may do', function () {
  it('lets a scanner hand in and do nothing else', function () {
    expect([...permissionsOf(['scanner'])]).to.deep.equal(['items:create'])
  })

  for (const role of ROLES) {
    it(`lets ${role === 'admin' ? 'an admin' : `no ${role}`} manage people`, function () {
      expect(permissionsOf([role]).has('users:manage')).to.equal(role === 'admin')
    })
  }

  for (const role of ['admin', 'auditor', 'scanner'] as const) {
    it(`keeps letters and files from a person who is only ${role}`, function () {
      for (const permission of ['items:read', 'files:read', 'search:use'] as const) {
        expect(permissionsOf([role]).has(permission)).to.equal(false)
      }
    })
  }

  it('adds up the roles of a person', function () {
    const both = permissionsOf(['clerk', 'auditor'])
    expect([both.has('items:claim'), both.has('audit:verify')]).to.deep.equal([true, true])
  })

  it('gives nothing to citizens and everything to the machine', function () {
    const citizen = citizenActor('t', 'r')
    for (const permission of PERMISSIONS) expect(may(citizen, permission)).to.equal(false)
  })
})

describe('what tokens leave of the roles', function () {
  const owner = actorOfUser(aUser(ROLES), TREE, 'r')
  const allowed = (scopes: readonly TokenScope[]): string[] =>
    PERMISSIONS.filter((permission) => may(actorOfToken(owner, scopes), permission))

  it('lets an intake token only hand in', function () {
    expect(allowed(['intake'])).to.deep.equal(['items:create'])
  })

  it('lets a read token change nothing', function () {
    expect(allowed(['read']).filter((permission) => !/:(?:read|use|verify)$/.test(permission))).to.deep.equal(
      [],
    )
  })

  it('lets no token manage people or make tokens', function () {
    expect(allowed(TOKEN_SCOPES)).not.to.include.members(['users:manage'])
    expect(allowed(TOKEN_SCOPES)).not.to.include.members(['tokens:create'])
  })

  it('never gives more than the owner may', function () {
    const scanner = actorOfToken(actorOfUser(aUser(['scanner']), [], 'r'), TOKEN_SCOPES)
    expect(PERMISSIONS.filter((permission) => may(scanner, permission))).to.deep.equal(['items:create'])
  })

  it('leaves nothing without a scope', function () {
    expect(allowed([])).to.deep.equal([])
  })
})

describe('grantKeysOf', function () {
  const cases: readonly { roles: readonly Role[]; keys: readonly string[] }[] = [
    { roles: ['mailroom'], keys: ['mailroom'] },
    { roles: ['clerk'], keys: ['unit:office'] },
    { roles: ['head'], keys: ['unit:office', 'unit:section', 'unit:post'] },
    { roles: ['mailroom', 'clerk'], keys: ['mailroom', 'unit:office'] },
    { roles: ['admin'], keys: [] },
    { roles: ['auditor'], keys: [] },
    { roles: ['scanner'], keys: [] },
  ]
  for (const { roles, keys } of cases) {
    it(`gives ${roles.join(' and ')} of an office ${keys.join(', ') || 'no key'}`, function () {
      expect(grantKeysOf(aUser(roles), TREE)).to.have.members(keys)
    })
  }
})

describe('the keys that open an item', function () {
  it('are those of the mailroom and the target until it is filed', function () {
    expect(itemReadKeys({ filed: false, orgUnitIds: ['a'] })).to.deep.equal(['mailroom', 'unit:a'])
    expect(itemReadKeys({ filed: true, orgUnitIds: ['a'] })).to.deep.equal(['unit:a'])
  })

  const cases: readonly { roles: readonly Role[]; keys: readonly string[] }[] = [
    { roles: ['mailroom'], keys: ['mailroom'] },
    { roles: ['clerk'], keys: ['mailroom', 'unit:office'] },
    { roles: ['mailroom', 'head'], keys: ['mailroom'] },
    { roles: ['scanner'], keys: ['mailroom'] },
  ]
  for (const { roles, keys } of cases) {
    it(`are ${keys.join(' and ')} for what ${roles.join(' and ')} hands in`, function () {
      expect(intakeReadKeys(aUser(roles))).to.deep.equal(keys)
    })
  }
})
