import { expect } from 'chai'
import {
  holdsKey,
  levelOf,
  ROLES,
  TOKEN_SCOPES,
  type Actor,
  type Role,
  type TokenScope,
} from '../../../../src/domain/access/actor.ts'
import { actorOfToken, actorOfUser, citizenActor } from '../../../../src/domain/access/actor-of-user.ts'
import type { OrgUnit, User } from '../../../../src/domain/access/organisation.ts'
import type { Level } from '../../../../src/domain/access/confidentiality.ts'
import {
  filedReadKeys,
  grantKeysOf,
  intakeReadKeys,
  isReadLogged,
  itemReadKeys,
  may,
  PERMISSIONS,
  permissionsOf,
  settlesAccess,
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
  it('lets a scanner hand in, make its own token, and do nothing else', function () {
    expect([...permissionsOf(['scanner'])]).to.deep.equal([
      'items:create',
      'batches:hand-in',
      'tokens:create',
    ])
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
  const owner = actorOfUser(aUser(ROLES), TREE, '2026-03-02', 'r')
  const allowed = (scopes: readonly TokenScope[]): string[] =>
    PERMISSIONS.filter((permission) => may(actorOfToken(owner, scopes), permission))

  it('lets an intake token only hand in', function () {
    expect(allowed(['intake'])).to.deep.equal(['items:create', 'batches:hand-in'])
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
    const scanner = actorOfToken(actorOfUser(aUser(['scanner']), [], '2026-03-02', 'r'), TOKEN_SCOPES)
    expect(PERMISSIONS.filter((permission) => may(scanner, permission))).to.deep.equal([
      'items:create',
      'batches:hand-in',
    ])
  })

  it('leaves nothing without a scope', function () {
    expect(allowed([])).to.deep.equal([])
  })
})

describe('grantKeysOf', function () {
  const atEachLevel = (key: string): string[] => [key, `${key}:confidential`, `${key}:strict`]
  const cases: readonly { roles: readonly Role[]; cleared?: boolean; keys: readonly string[] }[] = [
    { roles: ['mailroom'], keys: ['mailroom'] },
    { roles: ['clerk'], keys: ['unit:office'] },
    { roles: ['head'], keys: ['unit:office', 'unit:section', 'unit:post'].flatMap(atEachLevel) },
    {
      roles: ['mailroom', 'head'],
      keys: ['mailroom', 'unit:office', 'unit:section', 'unit:post'].flatMap(atEachLevel),
    },
    { roles: ['mailroom'], cleared: true, keys: atEachLevel('mailroom') },
    { roles: ['clerk'], cleared: true, keys: ['unit:office', 'unit:office:confidential'] },
    { roles: ['admin'], cleared: true, keys: [] },
    { roles: ['dpo'], keys: [] },
    { roles: ['cross-unit'], keys: [] },
    { roles: ['records'], keys: [] },
    { roles: ['mailroom', 'clerk'], keys: ['mailroom', 'unit:office'] },
    { roles: ['admin'], keys: [] },
    { roles: ['auditor'], keys: [] },
    { roles: ['scanner'], keys: [] },
  ]
  for (const { roles, cleared = false, keys } of cases) {
    const who = `${cleared ? 'a cleared ' : ''}${roles.join(' and ')}`
    it(`gives ${who} of an office ${keys.join(', ') || 'no key'}`, function () {
      expect(grantKeysOf({ ...aUser(roles), cleared }, TREE, '2026-03-02')).to.have.members(keys)
    })
  }
})

describe('the keys of a group', function () {
  const group: OrgUnit = {
    ...aUnit('group', 'office'),
    kind: 'group',
    validFrom: '2026-03-02',
    validTo: '2026-03-06',
  }
  const units = [...TREE, group]
  const during = '2026-03-04'
  const member = (roles: readonly Role[]): User => ({ ...aUser(roles), orgUnitIds: ['other', 'group'] })
  const keysOf = (user: User, day = during): string[] =>
    grantKeysOf(user, units, day).filter((key) => key.startsWith('unit:group'))

  it('are given to people of any unit, as to clerks, and to who is cleared with what is confidential', function () {
    expect(keysOf(member(['clerk']))).to.deep.equal(['unit:group'])
    expect(keysOf(member(['head']))).to.deep.equal(['unit:group'])
    expect(keysOf({ ...member(['clerk']), cleared: true })).to.deep.equal([
      'unit:group',
      'unit:group:confidential',
    ])
    for (const role of ['mailroom', 'admin', 'auditor', 'dpo'] as const)
      expect(keysOf(member([role])), role).to.deep.equal([])
  })

  it('are held while the group lasts, and before and after it by the heads above alone', function () {
    for (const day of ['2026-03-01', '2026-03-07']) {
      expect(keysOf(member(['clerk']), day), day).to.deep.equal([])
      expect(keysOf(member(['head']), day), day).to.deep.equal([])
      expect(keysOf(aUser(['head']), day), day).to.deep.equal([
        'unit:group',
        'unit:group:confidential',
        'unit:group:strict',
      ])
    }
  })

  it('say nothing of what a person has posts for, so that what he hands in stays with his unit', function () {
    const actor = actorOfUser(member(['clerk']), units, during, 'r')
    expect(actor.orgUnitIds).to.deep.equal(['other'])
    expect(intakeReadKeys(actor)).to.deep.equal(['mailroom', 'unit:other'])
  })

  it('do not follow from a unit that is not there', function () {
    expect(grantKeysOf(member(['clerk']), [], during)).to.deep.equal([])
  })
})

describe('the keys of a post with days', function () {
  const during = '2026-03-04'
  const postDays = [{ orgUnitId: 'office', validFrom: '2026-03-02', validTo: '2026-03-06' }]

  for (const role of ['clerk', 'head'] as const) {
    it(`are held by a ${role} from the first to the last day, and none of them before and after`, function () {
      const dated = { ...aUser([role]), postDays }
      for (const day of ['2026-03-02', during, '2026-03-06'])
        expect(grantKeysOf(dated, TREE, day), day).to.deep.equal(grantKeysOf(aUser([role]), TREE, day))
      for (const day of ['2026-03-01', '2026-03-07']) {
        expect(grantKeysOf(dated, TREE, day), day).to.deep.equal([])
        expect(actorOfUser(dated, TREE, day, 'r').orgUnitIds, day).to.deep.equal([])
      }
      expect(actorOfUser(dated, TREE, during, 'r').orgUnitIds).to.deep.equal(['office'])
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

describe('the keys of what few may know', function () {
  const item = { filed: false, orgUnitIds: ['a'] }
  const file = { leadUnitId: 'a' }
  const cases: readonly { what: string; keys: readonly string[]; are: readonly string[]; level: Level }[] = [
    {
      what: 'a confidential letter on its way',
      keys: itemReadKeys({ ...item, level: 'confidential' }),
      are: ['mailroom:confidential', 'unit:a:confidential'],
      level: 'confidential',
    },
    {
      what: 'a strict letter on its way',
      keys: itemReadKeys({ ...item, level: 'strict' }),
      are: ['unit:a:strict'],
      level: 'strict',
    },
    {
      what: 'a strict letter without a unit',
      keys: itemReadKeys({ filed: false, orgUnitIds: [], level: 'strict' }),
      are: ['mailroom:strict'],
      level: 'strict',
    },
    {
      what: 'a confidential letter in a normal file',
      keys: filedReadKeys({ level: 'confidential' }, file),
      are: ['unit:a:confidential'],
      level: 'confidential',
    },
    {
      what: 'a normal letter in a strict file',
      keys: filedReadKeys({}, { ...file, level: 'strict' }),
      are: ['unit:a:strict'],
      level: 'strict',
    },
    {
      what: 'a letter in a file with single grants',
      keys: filedReadKeys({ exceptions: ['grant:1'] }, { ...file, exceptions: ['grant:2', 'deny:3'] }),
      are: ['unit:a', 'grant:1', 'grant:2', 'deny:3'],
      level: 'normal',
    },
    {
      what: 'a letter that is more confidential than its file',
      keys: filedReadKeys({ level: 'strict' }, { ...file, exceptions: ['grant:2', 'deny:3'] }),
      are: ['unit:a:strict', 'deny:3'],
      level: 'strict',
    },
  ]
  for (const { what, keys, are, level } of cases) {
    it(`are ${are.join(', ')} for ${what}`, function () {
      expect([keys, levelOf(keys)]).to.deep.equal([are, level])
    })
  }

  const holder = (grantKeys: readonly string[], shutKeys?: readonly string[]): Actor => ({
    ...actorOfUser(aUser(['clerk']), TREE, '2026-03-02', 'r'),
    grantKeys,
    ...(shutKeys === undefined ? {} : { shutKeys }),
  })

  it('let a denial win over every key', function () {
    const keys = ['unit:a', 'grant:1', 'deny:3']
    expect(holdsKey(holder(['unit:a', 'grant:1'], ['deny:2']), keys)).to.equal(true)
    expect(holdsKey(holder(['unit:a', 'grant:1'], ['deny:3']), keys)).to.equal(false)
    expect(holdsKey(holder(['deny:3']), ['unit:a'])).to.equal(false)
  })

  it('have a look written down when few may know, and when only a single grant opens', function () {
    const clerk = holder(['unit:a', 'unit:a:confidential', 'grant:1'])
    expect(isReadLogged(clerk, ['unit:a'])).to.equal(false)
    expect(isReadLogged(clerk, ['unit:a', 'grant:1'])).to.equal(false)
    expect(isReadLogged(clerk, ['unit:b', 'grant:1'])).to.equal(true)
    expect(isReadLogged(clerk, ['unit:a:confidential'])).to.equal(true)
  })

  it('are settled by who heads all units that keep the record', function () {
    const head = holder(['unit:a', 'unit:a:confidential', 'unit:a:strict'])
    expect(settlesAccess(head, ['mailroom', 'unit:a'])).to.equal(true)
    expect(settlesAccess(head, ['unit:a', 'unit:b'])).to.equal(false)
    expect(settlesAccess(head, ['mailroom'])).to.equal(false)
    expect(settlesAccess(holder(['unit:a', 'unit:a:confidential']), ['unit:a'])).to.equal(false)
  })
})

describe('who watches over access', function () {
  it('is the data protection officer, who sees no letter, and nobody else', function () {
    for (const role of ROLES) expect(permissionsOf([role]).has('access-log:read')).to.equal(role === 'dpo')
    const held = permissionsOf(['dpo'])
    for (const permission of ['items:read', 'files:read', 'search:use', 'users:manage'] as const) {
      expect(held.has(permission)).to.equal(false)
    }
  })
})
