import { expect } from 'chai'
import { ProposalField } from '../../../src/contract/documents.ts'
import { Channel, ItemState } from '../../../src/contract/incoming-items.ts'
import { AgeingStage } from '../../../src/contract/overview.ts'
import { ConditionField, ConditionOperator } from '../../../src/contract/routing-rules.ts'
import { Role, TokenScope } from '../../../src/contract/session.ts'
import { ASSURANCE_LEVELS } from '../../../src/domain/access/assurance.ts'
import { AssuranceLevel } from '../../../src/contract/primitives.ts'
import { ROLES, TOKEN_SCOPES } from '../../../src/domain/access/actor.ts'
import { PROPOSAL_FIELDS } from '../../../src/domain/extraction/proposal.ts'
import { CHANNELS, ITEM_STATES } from '../../../src/domain/intake/incoming-item.ts'
import { AGEING_STAGES } from '../../../src/domain/register/ageing.ts'
import { CONDITION_FIELDS, CONDITION_OPERATORS } from '../../../src/domain/routing/rule.ts'

describe('the words of the contract', function () {
  const pairs: readonly { name: string; contract: readonly string[]; domain: readonly string[] }[] = [
    { name: 'channels', contract: Channel.options, domain: CHANNELS },
    { name: 'item states', contract: ItemState.options, domain: ITEM_STATES },
    { name: 'stages of age', contract: AgeingStage.options, domain: AGEING_STAGES },
    { name: 'proposal fields', contract: ProposalField.options, domain: PROPOSAL_FIELDS },
    { name: 'roles', contract: Role.options, domain: ROLES },
    { name: 'levels of assurance', contract: AssuranceLevel.options, domain: ASSURANCE_LEVELS },
    { name: 'token scopes', contract: TokenScope.options, domain: TOKEN_SCOPES },
    { name: 'condition fields', contract: ConditionField.options, domain: CONDITION_FIELDS },
    { name: 'condition operators', contract: ConditionOperator.options, domain: CONDITION_OPERATORS },
  ]
  for (const { name, contract, domain } of pairs) {
    it(`are those of the domain for ${name}`, function () {
      expect(contract).to.have.members([...domain])
    })
  }
})
