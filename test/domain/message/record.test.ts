import { describe, expect, it } from 'vitest';
import { messageKinds } from '../../../functions/domain/message/kinds.ts';
import { readMessage } from '../../../functions/domain/message/messages.ts';
import {
  addToDigest,
  digestIdFor,
  messageIdFor,
  messageRecordSchema,
} from '../../../functions/domain/message/record.ts';
import { aMessage, caseId, examples, meetingId, now, owner } from './fixtures.ts';

describe('a message record', () => {
  it.each(messageKinds)('%s has parameters that fit its kind, and is a whole record', (kind) => {
    const record = messageRecordSchema.parse(aMessage(kind));
    expect(readMessage(kind, record.params, record.from)).toMatchObject({ kind });
    expect(record.about).toContain(examples[kind].from === 'case' ? caseId : meetingId);
  });

  it('has the same id for the same cause, kind and recipient, and another for any other', () => {
    const id = messageIdFor('clk-1:T0', 'reminder', owner);
    expect(messageIdFor('clk-1:T0', 'reminder', { ...owner })).toBe(id);
    const others = [
      messageIdFor('clk-1:T1', 'reminder', owner),
      messageIdFor('clk-1:T0', 'escalation', owner),
      messageIdFor('clk-1:T0', 'reminder', { agencyId: owner.agencyId }),
      digestIdFor(owner, now, 1),
      digestIdFor(owner, now, 2),
    ];
    expect(new Set([id, ...others]).size).toBe(6);
  });

  it('waits when it is to be sent later', () => {
    const made = aMessage('digest', owner, { status: 'waiting', sendAfter: '2026-03-04T01:30:00.000Z' });
    expect(messageRecordSchema.parse(made).status).toBe('waiting');
  });

  it('takes each reminder into a digest once', () => {
    const { kind, from, params } = aMessage('reminder');
    const entry = { kind, cause: 'clk-1:T-2', from: { ...from, id: 'case-0000b' }, params };
    const once = addToDigest(aMessage('digest', owner, { entries: [] }), entry);
    expect(once.entries).toHaveLength(1);
    expect(once.about).toContain('case-0000b');
    expect(addToDigest(once, entry)).toBe(once);
  });

  it('drops what a template does not know, and names what is missing', () => {
    const extra = { rule: 'action.due', name: 'Wilhelmina Invented' };
    const read = readMessage('reminder', extra, { aggregate: 'case', id: caseId });
    expect(JSON.stringify(read)).not.toContain('Wilhelmina');
    expect(readMessage('action_assigned', {}, { aggregate: 'case', id: caseId })).toEqual({
      kind: 'unreadable',
      fields: ['actionId'],
    });
  });
});
