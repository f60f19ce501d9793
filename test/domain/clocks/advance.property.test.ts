import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addElapsed, type Instant } from '../../../functions/domain/calendar/index.ts';
import { openPhases, type Phase } from '../../../functions/domain/case/phases.ts';
import { acknowledge } from '../../../functions/domain/clocks/acknowledge.ts';
import { advanceCase } from '../../../functions/domain/clocks/advance.ts';
import { onDue } from '../../../functions/domain/clocks/effects.ts';
import { startClock } from '../../../functions/domain/clocks/manage.ts';
import { pauseClock } from '../../../functions/domain/clocks/pauses.ts';
import { rungTimes } from '../../../functions/domain/clocks/rungs.ts';
import type { Clock } from '../../../functions/domain/clocks/schema.ts';
import { profiles } from '../../../functions/domain/policy/index.ts';
import type { MessageIntent } from '../../../functions/domain/shared/intent.ts';
import { recipientKey } from '../../../functions/domain/shared/recipient.ts';
import { TimedCase } from './timed-case.ts';

const runs = { seed: 20261001, numRuns: 40 };
const start = '2026-03-20T03:17:00.000Z';
const keys = ['standard', 'urgent', 'critical'] as const;
/** Rules whose due effect neither moves the case nor starts other clocks: they run on their own. */
const quietRules = Object.keys(profiles.wa.clocks).filter(
  (rule) => !(rule in onDue) && rule !== 'info.return',
);

const phase = fc.constantFrom(...openPhases.filter((p) => p !== 'referral'), 'closed_watch' as const);
const profile = fc.constantFrom('wa' as const, 'vic' as const, 'nz' as const);
const extraClock = fc.record({
  rule: fc.constantFrom(...quietRules, 'hold.review', 'flag.expiry', 'custody.release', 'feedback.collect'),
  key: fc.constantFrom(...keys),
  dueIn: fc.option(fc.integer({ min: -24 * 20, max: 24 * 60 }), { nil: undefined }),
});
const clocks = fc.uniqueArray(extraClock, { selector: (c) => c.rule, maxLength: 4 });
const hours = fc.array(fc.integer({ min: 1, max: 24 * 21 }), { minLength: 1, maxLength: 6 });

function build(of: {
  phase: Phase;
  profile: keyof typeof profiles;
  clocks: { rule: string; key: Clock['key']; dueIn: number | undefined }[];
}): TimedCase {
  const timed = new TimedCase({ now: start, phase: of.phase, policy: profiles[of.profile] });
  timed.action('standard', { dueAt: addElapsed(start, { days: 12 }) });
  timed.edit((draft, context) => {
    for (const { rule, key, dueIn } of of.clocks)
      startClock(draft, context, rule, {
        key,
        ...(rule.startsWith('action') ? { subject: 'act-timed0' } : {}),
        ...(dueIn === undefined ? {} : { dueAt: addElapsed(start, { hours: dueIn }) }),
      });
  });
  return timed;
}
const world = fc.record({ phase, profile, clocks });

const instants = (steps: readonly number[]): Instant[] => {
  let at = start;
  return steps.map((h) => {
    at = addElapsed(at, { hours: h });
    return at;
  });
};
const messageKeys = (messages: readonly MessageIntent[]) =>
  messages.flatMap((m) => m.to.map((to) => `${m.cause}|${m.kind}|${recipientKey(to)}`));

describe('advance, for any case and any passing of time', () => {
  it('done again at the same instant does nothing', () => {
    fc.assert(
      fc.property(world, hours, (of, steps) => {
        const timed = build(of);
        for (const at of instants(steps)) {
          timed.jump(at);
          const again = advanceCase(timed.state, at, timed.policy, timed.calendar);
          expect(again.state).toBe(timed.state);
          expect([again.events, again.intents, again.did]).toEqual([[], [], []]);
        }
      }),
      runs,
    );
  });

  it('guard (f): leaves every case that is not closed with a next instant ahead', () => {
    fc.assert(
      fc.property(world, hours, fc.boolean(), (of, steps, answered) => {
        const timed = build(of);
        for (const at of instants(steps)) {
          timed.jump(at);
          if (answered) timed.edit((draft, context) => acknowledge(draft, context, {}));
          expect(timed.next() !== undefined && timed.next()! > at).toBe(true);
        }
      }),
      runs,
    );
  });

  it('never makes the same message twice, and never tells one recipient twice about one rung', () => {
    fc.assert(
      fc.property(world, hours, (of, steps) => {
        const timed = build(of);
        for (const at of instants(steps)) timed.jump(at);
        timed.play(timed.later({ days: 40 }));
        const all = messageKeys(timed.fired.flatMap((f) => f.messages));
        expect(new Set(all).size).toBe(all.length);
      }),
      runs,
    );
  });

  it('its next instant only moves forward', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 24, max: 24 * 60 }), (of, length) => {
        const timed = build(of);
        timed.jump(start);
        const until = addElapsed(start, { hours: length });
        let before = start;
        for (let next = timed.next()!; next <= until; next = timed.next()!) {
          expect(next > before).toBe(true);
          before = next;
          timed.jump(next);
        }
      }),
      runs,
    );
  });

  it('many small steps and one big one end alike, but for what the big one skips', () => {
    const quiet = fc.record({
      phase: fc.constant('closure' as const),
      profile,
      clocks: fc.uniqueArray(
        fc.record({
          rule: fc.constantFrom(...quietRules),
          key: fc.constantFrom(...keys),
          dueIn: fc.integer({ min: -24 * 20, max: 24 * 60 }),
        }),
        { selector: (c) => c.rule, minLength: 1, maxLength: 4 },
      ),
    });
    const handled = ({ rule, fired, skipped = [], status, dueAt }: Clock) => {
      const newest = new Map<string, number>();
      for (const mark of [...fired, ...skipped]) {
        const [code = '', n = '1'] = mark.split('#');
        newest.set(code, Math.max(newest.get(code) ?? 0, Number(n)));
      }
      return { rule, status, dueAt, handled: Object.fromEntries(newest) };
    };
    fc.assert(
      fc.property(quiet, fc.integer({ min: 1, max: 24 * 90 }), (of, length) => {
        const until = addElapsed(start, { hours: length });
        const small = build(of);
        small.jump(start);
        small.play(until);
        small.jump(until);
        const big = build(of);
        big.jump(until);
        expect(big.state.clocks.map(handled)).toEqual(small.state.clocks.map(handled));
      }),
      runs,
    );
  });

  it('after an outage only the newest rung of each clock sends', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 1, max: 24 * 90 }), (of, length) => {
        const timed = build(of);
        const before = new Set(timed.state.clocks.map((clock) => clock.clockId));
        const { messages } = timed.jump(addElapsed(start, { hours: length }));
        const causes = new Set(messages.flatMap((m) => (m.clock === undefined ? [] : [m.clock])));
        for (const clockId of before)
          expect([...causes].filter((cause) => cause.startsWith(`${clockId}:`)).length).toBeLessThan(2);
      }),
      runs,
    );
  });

  it('whom small steps would have told, one big step tells too', () => {
    const one = fc.record({
      phase: fc.constant('closure' as const),
      profile,
      clocks: fc.tuple(
        fc.record({
          rule: fc.constantFrom(...quietRules),
          key: fc.constantFrom(...keys),
          dueIn: fc.integer({ min: 0, max: 24 * 20 }),
        }),
      ),
    });
    const told = (timed: TimedCase, rule: string) =>
      new Set(
        timed.fired
          .flatMap((f) => f.messages)
          .filter((m) => m.params['rule'] === rule)
          .flatMap((m) => m.to.map(recipientKey)),
      );
    fc.assert(
      fc.property(one, fc.integer({ min: 1, max: 24 * 60 }), (of, length) => {
        const until = addElapsed(start, { hours: length });
        const small = build(of).play(until);
        const big = build(of);
        big.jump(until);
        const { rule } = of.clocks[0];
        expect(told(big, rule)).toEqual(told(small, rule));
      }),
      runs,
    );
  });

  it('a pause ends at its date whatever the steps, and nothing of the clock fires in it', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 1, max: 24 * 30 }), hours, (of, length, steps) => {
        const timed = build(of);
        timed.jump(start);
        const paused = timed.state.clocks.findLast((clock) => clock.status === 'running')?.clockId;
        fc.pre(paused !== undefined);
        const until = addElapsed(start, { hours: length });
        timed.edit((draft, context) => {
          const clock = draft.clocks.find((c) => c.clockId === paused);
          if (clock) pauseClock(draft, context, clock, until, 'court_date');
        });
        for (const at of instants(steps)) {
          timed.jump(at);
          const clock = timed.state.clocks.find((c) => c.clockId === paused);
          const ofClock = timed.fired
            .flatMap((f) => f.messages)
            .filter((m) => m.clock?.startsWith(`${paused}:`));
          if (clock?.status === 'paused') expect([at < until, ofClock.length]).toEqual([true, 0]);
          else if (clock?.pauses) expect(at >= until).toBe(true);
        }
      }),
      runs,
    );
  });

  it('lifts a `now` that runs backwards to what the case has recorded', () => {
    const timed = build({ phase: 'closure', profile: 'wa', clocks: [] });
    const recorded = addElapsed(start, { days: 30 });
    timed.edit((draft) => {
      draft.phaseSince = recorded;
    });
    const back = advanceCase(timed.state, addElapsed(start, { hours: 1 }), timed.policy, timed.calendar);
    const ahead = advanceCase(timed.state, recorded, timed.policy, timed.calendar);
    expect(back).toEqual(ahead);
    expect(back.did).not.toEqual([]);
  });

  it('spreads the cases over the minutes of the policy, each always alike', () => {
    const minutes = Array.from({ length: 400 }, (_, n) => {
      const { policy, calendar } = build({ phase: 'closure', profile: 'wa', clocks: [] });
      return rungTimes(`case-spread${n}`, policy, calendar).spread;
    });
    expect(new Set(minutes).size).toBe(profiles.wa.daily.spreadMinutes + 1);
    expect(Math.max(...minutes)).toBe(profiles.wa.daily.spreadMinutes);
  });
});
