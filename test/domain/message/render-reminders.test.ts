import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../functions/domain/message/render.ts';
import { allowed, mail, modelOf, unwrapped, worldOf } from './mails.ts';

it('says in a reminder and an escalation, too, that immediate safety is not a matter for letters', () => {
  const flat = (kind: 'reminder' | 'escalation', priority: 'immediate' | 'urgent') => {
    const { decision, facts } = allowed(kind);
    const params = { rule: 'action.due', priority };
    return unwrapped(renderMessage({ kind, params }, modelOf(decision, facts)).text);
  };
  for (const kind of ['reminder', 'escalation'] as const) {
    expect(flat(kind, 'immediate')).toContain('ring Invented Coordination Team at once; do not only write');
    expect(flat(kind, 'urgent')).not.toContain('Team at once');
  }
});

describe('a reminder of what another agency is to do', () => {
  const elsewhere = { waitsFor: { agency: 'Invented Corrections' } };

  it.each(['reminder', 'escalation'] as const)(
    'a %s says which agency, and asks nothing else of the reader',
    (kind) => {
      const { text } = mail(kind, worldOf(kind), elsewhere);
      expect(text).toContain('Waits for: Invented Corrections');
      expect(text).not.toContain('waits for you');
      expect(text).not.toContain('ask for more time');
    },
  );

  it('keeps the name back where content may not be given', () => {
    const { text } = mail('escalation', worldOf('escalation'), { waitsFor: { agency: undefined } });
    expect(unwrapped(text)).toContain('Waits for: Another agency, which is shown after you sign in');
  });

  it('takes the agency from the clock, unless it is the reader’s own', () => {
    const { decision, facts } = allowed('escalation');
    if (decision.message.kind !== 'escalation') throw new Error('another kind');
    const { params } = decision.message;
    const waits = (agencyId: string, contentClass: 'minimal' | 'none') =>
      modelOf(
        {
          ...decision,
          contentClass,
          message: { kind: 'escalation', params: { ...params, agencyId } },
        },
        facts,
        { agencyNames: new Map([['agy-other', 'Invented Corrections']]) },
      ).waitsFor;
    expect(waits('agy-other', 'minimal')).toEqual({ agency: 'Invented Corrections' });
    expect(waits('agy-other', 'none')).toEqual({ agency: undefined });
    expect(waits(decision.to.agencyId, 'minimal')).toBeUndefined();
  });
});

it.each([['invitation'], ['declaration_request'], ['return_request']] as const)(
  'S0-35 a %s that comes again says that there was no answer',
  (kind) => {
    const { decision, facts } = allowed(kind);
    const { message } = decision;
    const model = modelOf(decision, facts);
    if (message.kind !== kind) throw new Error('another kind');
    const first = renderMessage(message, model).text;
    const again = renderMessage(
      { ...message, params: { ...message.params, rung: 'W50' } } as typeof message,
      model,
    ).text;
    expect(first).not.toContain('asked before');
    expect(again).toContain('You were asked before, and there is no answer yet.');
  },
);

describe('an escalation', () => {
  const words = (params: { rule: string; rung?: string }) => {
    const { decision, facts } = allowed('escalation');
    if (decision.message.kind !== 'escalation') throw new Error('another kind');
    const message = { ...decision.message, params: { ...decision.message.params, ...params } };
    return unwrapped(renderMessage(message, modelOf(decision, facts)).text);
  };

  it('S2-18 says before the day that it is close, and not that it was missed', () => {
    for (const rung of ['T-1', 'T-2,T-1']) {
      expect(words({ rule: 'custody.release', rung })).toContain('is close');
      expect(words({ rule: 'custody.release', rung })).not.toContain('in time');
    }
    expect(words({ rule: 'custody.release', rung: 'T0' })).toContain('has come');
  });

  it('S0-38 says of what is overdue that it was not done in time', () => {
    expect(words({ rule: 'action.due', rung: '+2wd' })).toContain('has not been done in time');
    expect(words({ rule: 'action.due', rung: 'T-2,+1wd' })).toContain('has not been done in time');
  });
});
