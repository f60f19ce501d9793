import { describe, expect, it } from 'vitest';
import { linkRights } from '../../../functions/domain/access/links.ts';
import { answerableOf } from '../../../functions/domain/answers/opens.ts';
import { answerPurposes, formsOf, needsCode, slotOf } from '../../../functions/domain/answers/purposes.ts';
import { messageKinds } from '../../../functions/domain/message/kinds.ts';
import { readMessage } from '../../../functions/domain/message/messages.ts';
import { agencyId, aMessage } from '../message/fixtures.ts';

const answerable = (kind: (typeof messageKinds)[number], more: Record<string, string> = {}) => {
  const { params, from } = aMessage(kind);
  const message = readMessage(kind, { ...params, ...more }, from);
  if (message.kind === 'unreadable') throw new Error(kind);
  return answerableOf(message, agencyId);
};

describe('what a mail lets its recipient answer', () => {
  it('S0-35 S0-36 S0-38 is what it asks: requests, declarations, actions, reminders of the own action, offers', () => {
    const found = messageKinds.flatMap((kind) => {
      const purpose = answerable(kind)?.purpose;
      return purpose === undefined ? [] : [[kind, purpose]];
    });
    expect(Object.fromEntries(found)).toEqual({
      invitation: 'invitation',
      meeting_changed: 'invitation',
      declaration_request: 'declaration',
      return_request: 'return',
      action_assigned: 'action',
      reminder: 'action',
      escalation: 'action',
      lead_offered: 'lead_offer',
    });
  });

  it('is never what another agency is to do, nor what has been taken back', () => {
    expect(answerable('reminder', { agencyId: 'agy-other' })).toBeUndefined();
    expect(answerable('action_assigned', { why: 'cancelled' })).toBeUndefined();
    expect(answerable('action_assigned', { why: 'taken' })).toBeUndefined();
  });
});

describe('a purpose', () => {
  it.each(answerPurposes)(
    '%s offers no form twice, and as many ways to act as access allows it',
    (purpose) => {
      const forms = formsOf[purpose];
      expect(new Set(forms).size).toBe(forms.length);
      expect(linkRights[purpose].commands.length).toBeGreaterThanOrEqual(forms.length);
    },
  );

  it('takes no content without the code where the policy asks for one', () => {
    const free = [...new Set(Object.values(formsOf).flat())].filter((form) => !needsCode(form, 'content'));
    expect(free).toEqual(['reply']);
  });

  it('decides one thing once, whichever of its forms says so', () => {
    expect(
      new Set(
        (['return', 'nothing_known', 'decline_to_share'] as const).map((form) => slotOf(form, 'case-1')),
      ),
    ).toHaveLength(1);
    expect(slotOf('return', 'case-1')).not.toBe(slotOf('return', 'case-2'));
    expect(slotOf('endorse')).toBe(slotOf('refuse'));
    expect(slotOf('accept')).not.toBe(slotOf('counter'));
  });
});
