import { targetRow } from './posture';
import { context, copyAt, DAY, HOUR, NOW, target } from './testData';

const waiting = (verifiedDays: number | null, oldestDays = 35) =>
  targetRow(
    target({
      copies: [
        copyAt(NOW - 7.5 * HOUR, {
          verification: 'waiting',
          verifiedMs: verifiedDays === null ? null : NOW - verifiedDays * DAY,
          oldestMs: NOW - oldestDays * DAY,
        }),
      ],
    }),
    context()
  );

describe('a new backup that waits for its verification, where 30 days are allowed', () => {
  it.each<[string, Parameters<typeof waiting>, string, string[]]>([
    ['waits while the last one is in time', [29], 'waiting', []],
    ['is late when the last one is too long ago', [400], 'outdated', ['verify-outdated']],
    ['waits while none of its kind is older', [null, 29], 'waiting', []],
    ['is late when nothing was verified in all that time', [null, 31], 'never', ['never-verified']],
  ])('%s', (_what, given, state, codes) => {
    const row = waiting(...given);
    expect([row.verified.state, row.reasons.map(({ code }) => code)]).toEqual([state, codes]);
  });
});
