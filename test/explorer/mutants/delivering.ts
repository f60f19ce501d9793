import { hasFate, type StoredMessage } from '../../../functions/application/stored-message.ts';
import { realTasks } from '../model/tasks.ts';
import {
  brokenMail,
  delivered,
  diedMail,
  lostWord,
  troubledMail,
  unansweredMail,
  unluckyMail,
} from '../scenarios/mail.ts';
import { changed, inTask, type Mutant } from './change.ts';

/** Rules of sending a message and of hearing what became of it. */
export const deliveringMutants: readonly Mutant[] = [
  {
    name: 'SES is called before `sending` is stored',
    scenario: diedMail,
    variant: inTask('send', ({ messages, mailer }) => {
      const later: StoredMessage[] = [];
      return {
        messages: changed(messages, {
          save: async (stored) => {
            if (!stored.calls.open) return messages.save(stored);
            later.push(stored);
            return true;
          },
        }),
        mailer: changed(mailer, {
          send: async (email) => {
            const result = await mailer.send(email);
            for (const stored of later.splice(0)) await messages.save(stored);
            return result;
          },
        }),
      };
    }),
  },
  {
    name: 'a call without an answer is made again at once',
    scenario: brokenMail,
    variant: inTask('send', ({ messages }) => ({
      messages: changed(messages, {
        load: async (messageId) => {
          const stored = await messages.load(messageId);
          const long = '2026-01-01T00:00:00.000Z';
          return stored?.calls.at ? { ...stored, calls: { ...stored.calls, at: long } } : stored;
        },
      }),
    })),
  },
  {
    name: 'an answer that was lost is taken for a refusal',
    scenario: troubledMail,
    variant: inTask('send', ({ mailer }) => ({
      mailer: changed(mailer, {
        send: async (email) => {
          const result = await mailer.send(email);
          return result.kind === 'unknown' ? { kind: 'unavailable' } : result;
        },
      }),
    })),
  },
  {
    name: 'a third call is made',
    scenario: unansweredMail,
    variant: inTask('send', ({ messages }) => ({
      messages: changed(messages, {
        load: async (messageId) => {
          const stored = await messages.load(messageId);
          return stored && { ...stored, calls: { ...stored.calls, made: 0 } };
        },
      }),
    })),
  },
  {
    name: 'an outcome that comes before the answer of the call is ignored',
    scenario: delivered,
    variant: {
      tasks: {
        record: async (app, event) => {
          const stored = await app.messages.load(event.messageId);
          if (stored?.message.status === 'sending') return;
          return realTasks.record(app, event);
        },
      },
    },
  },
  {
    name: 'the answer of the call overwrites an outcome',
    scenario: delivered,
    variant: inTask('send', ({ messages }) => ({
      messages: changed(messages, {
        save: async (stored) => {
          if (await messages.save(stored)) return true;
          const now = await messages.load(stored.message.messageId);
          return now ? messages.save({ ...stored, version: now.version + 1 }) : false;
        },
      }),
    })),
  },
  {
    name: 'an outcome does not wake the execution',
    scenario: delivered,
    variant: inTask('record', ({ workflow }) => ({
      workflow: changed(workflow, { wake: async () => 'woken' }),
    })),
  },
  {
    name: 'an outcome that was known already does not wake the execution',
    scenario: diedMail,
    variant: {
      tasks: {
        record: async (app, event) => {
          const stored = await app.messages.load(event.messageId);
          if (stored && hasFate(stored)) return;
          return realTasks.record(app, event);
        },
      },
    },
  },
  {
    name: 'the sweeper forgets a message that is on its way',
    scenario: unluckyMail,
    variant: inTask('sweepMessage', ({ messages }) => ({
      messages: changed(messages, {
        save: (stored) => messages.save({ ...stored, attentionAt: undefined }),
      }),
    })),
  },
  {
    name: 'the sweeper does not start the next run of a message whose execution has died',
    scenario: unluckyMail,
    variant: inTask('sweepMessage', ({ workflow }) => ({
      workflow: changed(workflow, { startDelivery: async () => 'running' }),
    })),
  },
  {
    name: 'attention ends with the outcome, before anybody is told',
    scenario: lostWord,
    variant: inTask('record', ({ messages }) => ({
      messages: changed(messages, {
        save: (stored) => messages.save(hasFate(stored) ? { ...stored, attentionAt: undefined } : stored),
      }),
    })),
  },
  {
    name: 'an outcome is told under another id each time',
    scenario: lostWord,
    variant: {
      app: (app) => ({
        ...app,
        aggregates: changed(app.aggregates, {
          load: async (ref) => {
            const record = await app.aggregates.load(ref);
            return record && { ...record, recent: {} };
          },
        }),
      }),
    },
  },
  {
    name: 'a message that nobody speaks of is waited for without end',
    scenario: lostWord,
    variant: {
      machines: (machines) => {
        const copy = structuredClone(machines);
        const send = copy.email.States['Send the e-mail'];
        if (send) send.TimeoutSeconds = 365 * 86_400;
        return copy;
      },
    },
  },
];
