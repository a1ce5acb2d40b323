import { createHash } from 'node:crypto'
import { expect } from 'chai'
import {
  EMPTY_CHAIN,
  faultOf,
  faultOfEnd,
  nextEvent,
  type ChainHead,
} from '../../../../src/domain/audit/chain.ts'
import { canonicalEvent, type AuditEvent } from '../../../../src/domain/audit/event.ts'

const hashText = (text: string): string => createHash('sha256').update(text).digest('hex')

function chainOf(length: number): AuditEvent[] {
  const events: AuditEvent[] = []
  let head: ChainHead = EMPTY_CHAIN
  for (let index = 0; index < length; index += 1) {
    const event = nextEvent(head, saidAt(index), hashText)
    events.push(event)
    head = { count: event.seq, hash: event.hash }
  }
  return events
}

function saidAt(index: number): Omit<AuditEvent, 'seq' | 'previousHash' | 'hash'> {
  return {
    tenantId: 't',
    at: `2026-03-02T09:00:0${index}.000Z`,
    actor: { kind: 'user', userId: 'u', displayName: 'U' },
    action: 'item.routed',
    object: { kind: 'incoming-item', id: 'i' },
    changes: { state: { before: 'a', after: 'b' } },
    requestId: 'r',
  }
}

/** What a walk over the whole chain finds first. */
function firstFault(events: readonly AuditEvent[], kept: ChainHead): unknown {
  let walked: ChainHead = EMPTY_CHAIN
  for (const event of events) {
    const fault = faultOf(walked, event, hashText)
    if (fault !== undefined) return fault
    walked = { count: event.seq, hash: event.hash }
  }
  return faultOfEnd(walked, kept)
}

function rehashed(event: AuditEvent, changed: Partial<AuditEvent>): AuditEvent {
  const altered = { ...event, ...changed }
  return { ...altered, hash: hashText(canonicalEvent(altered)) }
}

describe('audit chain', function () {
  const events = chainOf(5)
  const [e1, e2, e3, e4, e5] = events as [AuditEvent, AuditEvent, AuditEvent, AuditEvent, AuditEvent]
  const kept: ChainHead = { count: 5, hash: e5.hash }

  const cases: readonly { name: string; chain: readonly AuditEvent[]; expected: unknown }[] = [
    { name: 'nothing in an untouched chain', chain: events, expected: undefined },
    {
      name: 'an altered value',
      chain: [e1, { ...e2, action: 'x' }, e3, e4, e5],
      expected: { firstBadSeq: 2, problem: 'event-altered' },
    },
    {
      name: 'an altered value whose hash was made anew',
      chain: [e1, rehashed(e2, { action: 'x' }), e3, e4, e5],
      expected: { firstBadSeq: 3, problem: 'chain-broken' },
    },
    {
      name: 'a missing event',
      chain: [e1, e2, e4, e5],
      expected: { firstBadSeq: 3, problem: 'event-missing' },
    },
    {
      name: 'a missing first event',
      chain: [e2, e3, e4, e5],
      expected: { firstBadSeq: 1, problem: 'event-missing' },
    },
    {
      name: 'a gap that was closed by counting down',
      chain: [e1, rehashed(e3, { seq: 2 }), rehashed(e4, { seq: 3 })],
      expected: { firstBadSeq: 2, problem: 'chain-broken' },
    },
    { name: 'a tail that was cut', chain: [e1, e2, e3], expected: { firstBadSeq: 4, problem: 'tail-cut' } },
    { name: 'a chain that is gone', chain: [], expected: { firstBadSeq: 1, problem: 'tail-cut' } },
    {
      name: 'two events that changed places',
      chain: [e1, { ...e3, seq: 2 }, { ...e2, seq: 3 }, e4, e5],
      expected: { firstBadSeq: 2, problem: 'event-altered' },
    },
    {
      name: 'events out of order',
      chain: [e1, e2, e2, e3],
      expected: { firstBadSeq: 2, problem: 'chain-broken' },
    },
    {
      name: 'a last event that was replaced',
      chain: [e1, e2, e3, e4, rehashed(e5, { action: 'x' })],
      expected: { firstBadSeq: 5, problem: 'chain-broken' },
    },
    {
      name: 'an event behind the head',
      chain: [...events, nextEvent(kept, saidAt(6), hashText)],
      expected: { firstBadSeq: 6, problem: 'chain-broken' },
    },
  ]
  for (const { name, chain, expected } of cases) {
    it(`finds ${name}`, function () {
      expect(firstFault(chain, kept)).to.deep.equal(expected)
    })
  }

  it('hashes the same event alike, however its keys are ordered', function () {
    const { changes, action, ...rest } = e1
    expect(canonicalEvent({ changes, ...rest, action })).to.equal(canonicalEvent(e1))
  })
})
