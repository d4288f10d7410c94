/** @jest-environment node */
import { NO_RISKS, riskSubject, type AcceptedRisks } from '../core/acceptance/risk';
import { buildBoard } from '../core/checklist/buildBoard';
import type { CheckResult } from '../core/check/result';
import type { Reason } from '../core/check/verdict';
import { checkResult, emptyState, entity, item, NOON_MS, run, runResult, template } from '../core/checklist/testData';
import { runCommand } from './commands';
import type { Io } from './io';
import { exitCode, type Outcome } from './outcome';
import { renderJson } from './output/json';
import { renderJunit } from './output/junit';
import { renderMarkdown } from './output/markdown';
import { renderText } from './output/text';
import { renderTextfile } from './output/textfile';

const down: Reason = { code: 'source-down', detail: 'connection refused' };

function outcome(checks: CheckResult[], byHand: string[] = [], risks: AcceptedRisks = NO_RISKS): Outcome {
  const items = [
    ...checks.map(({ definition: { id } }) => item(id.replace('.', '-'), [id])),
    ...byHand.map((id) => item(id, [])),
  ];
  const list = template(...items);
  const result = runResult(...checks);
  return {
    template: list,
    result,
    risks,
    board: buildBoard({ template: list, run, result, pendingSources: [], state: emptyState, risks }),
  };
}

const mixed = outcome(
  [
    checkResult('n.ok', 'pass'),
    checkResult('n.warn', 'warn'),
    { ...checkResult('n.bad', 'fail'), finding: '/var/lib/vz on pve-a3 is 93.4\u00a0% full, limit 90\u00a0%' },
    checkResult('n.dark', 'unknown', { code: 'no-data' }),
  ],
  ['walk']
);

/** A source is silent, another one warns. */
const halfDark: CheckResult = {
  ...checkResult('n.half', 'unknown', down),
  entities: [entity('pve-b1', 'warn')],
  counts: { pass: 0, warn: 1, fail: 0, unknown: 0, na: 0 },
};

describe('the exit code of check', () => {
  const pass = checkResult('n.a', 'pass');
  it.each<[number, string, Outcome]>([
    [0, 'all pass', outcome([pass])],
    [0, 'all pass but what is by hand', outcome([pass, checkResult('n.b', 'na', { code: 'no-data' })], ['walk'])],
    [1, 'a warning', outcome([pass, checkResult('n.b', 'warn')])],
    [1, 'a failure beside an unknown', outcome([checkResult('n.a', 'fail'), checkResult('n.b', 'unknown', down)])],
    [3, 'an unknown among passes', outcome([pass, checkResult('n.b', 'unknown', down)])],
    [3, 'nothing that could be asked', outcome([checkResult('n.a', 'na', { code: 'not-connected' })], ['walk'])],
    [1, 'a warning of an item that is unknown', outcome([halfDark])],
  ])('is %i for %s', (code, _, found) => expect(exitCode(found)).toBe(code));
});

/** Two things fail, and the risk of the first is accepted. */
const failing = ['a', 'b'].map((name) => entity(name, 'fail'));
const partly: CheckResult = {
  ...checkResult('n.a', 'fail'),
  entities: failing,
  counts: { pass: 0, warn: 0, fail: 2, unknown: 0, na: 0 },
};

function accepted(...things: typeof failing): AcceptedRisks {
  const said = { verdict: 'fail' as const, value: 0.95, who: 'anna', why: 'it | moves', atMs: NOON_MS };
  const untilMs = Date.UTC(2026, 11, 4, 23);
  return new Map(
    things.map((thing) => {
      const subject = riskSubject('n.a', thing);
      return [subject, { ...said, id: thing.key, subject, untilMs }];
    })
  );
}

describe('an accepted risk', () => {
  const some = outcome([partly], [], accepted(...failing.slice(0, 1)));
  const all = outcome([partly], [], accepted(...failing));

  it('stays a failure, in the tally and in the exit code', () => {
    expect(exitCode(all)).toBe(1);
    expect(renderText(all, false)).toContain('\n1 fail\n');
    expect(renderTextfile(all)).toBe(renderTextfile(outcome([partly])));
    expect(JSON.parse(renderJson(all))).toMatchObject({ tally: { fail: 1, pass: 0 }, exitCode: 1 });
    expect(renderJunit(all)).toContain('failures="1"');
  });

  it('is told with who, why and until when, and of which things', () => {
    expect(renderText(some, false)).toContain('- a 95\u00a0%, risk accepted\n         - b 95\u00a0%\n');
    expect(renderText(some, false)).toContain('         Risk accepted until 2026-12-04 by anna: it | moves\n');
    expect(renderText(all, false)).toContain('Risk accepted until 2026-12-04 by anna, of 2: it | moves\n');
    expect(renderMarkdown(some)).toContain('- Title of n-a: Risk accepted until 2026-12-04 by anna: it \\| moves\n');
    expect(renderJunit(some)).toContain('Risk accepted until 2026-12-04 by anna: it | moves</failure>');
    const { items } = JSON.parse(renderJson(some)) as {
      items: [{ checks: [{ entities: Array<{ verdict: string; riskAccepted?: object }> }] }];
    };
    const [first, second] = items[0].checks[0].entities;
    expect(first).toMatchObject({
      verdict: 'fail',
      riskAccepted: { by: 'anna', why: 'it | moves', until: '2026-12-04T23:00:00.000Z', verdict: 'fail' },
    });
    expect(second).not.toHaveProperty('riskAccepted');
  });
});

describe('the text of check', () => {
  it('puts the worst first and the finding as headline, and fits 80 columns', () => {
    const lines = renderText(mixed, false).split('\n');
    expect(lines[0]).toBe('Morning routine, Friday, 20 November 2026, 12:00 Europe/Berlin');
    expect(lines[1]).toBe('1 fail  1 unknown  1 warning  1 by hand  1 pass');
    const heads = lines.filter((line) => /^[A-Z]{2}/.test(line)).map((line) => line.slice(0, 9).trim());
    expect(heads).toEqual(['FAIL', 'UNKNOWN', 'WARNING', 'BY HAND', 'PASS']);
    expect(lines).toContain('FAIL     /var/lib/vz on pve-a3 is 93.4\u00a0% full, limit 90\u00a0%');
    expect(lines).toContain('         What to do: Repair n.bad.');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  it('says why something is unknown, and not how to mend what nobody saw', () => {
    const text = renderText(outcome([checkResult('n.dark', 'unknown', down)]), false);
    expect(text).toContain('Why: connection refused');
    expect(text).not.toContain('What to do');
  });

  it('tells every finding of an item, and of those that one cause makes unknown what is known all the same', () => {
    const alone = renderText(outcome([halfDark]), false);
    expect(alone).toContain('UNKNOWN  2 findings: n.half is unknown\n');
    expect(alone).toContain('         Also warning: pve-b1 is bad\n');
    const caused = renderText(outcome([halfDark, checkResult('n.dark', 'unknown', down)]), false);
    expect(caused).toContain('UNKNOWN  Source prom does not answer\n');
    expect(caused).toContain('         Also warning: pve-b1 is bad\n');
    expect(renderMarkdown(outcome([halfDark]))).toContain('| warning | pve-b1 is bad | Title of n-half |');
  });

  it('names the round of another day by its day, as the page does', () => {
    const saturday = { ...mixed, result: { ...mixed.result, askedMs: mixed.result.askedMs + 86_400_000 } };
    expect(renderText(saturday, false).split('\n').slice(0, 2)).toEqual([
      'Morning routine of Friday, 20 November 2026',
      'Looked at on Saturday, 21 November 2026, 12:00 Europe/Berlin',
    ]);
    expect(renderMarkdown(saturday).split('\n')[0]).toBe('## Morning routine of Friday, 20 November 2026');
  });

  it('has colour only when it may', () => {
    expect(renderText(mixed, false)).not.toContain('\u001b');
    expect(renderText(mixed, true)).toContain('\u001b[31mFAIL');
  });

  it('puts a cause before all, as the page does: what it hides may be worse than what is known', () => {
    const checks = [
      checkResult('n.z', 'warn'),
      checkResult('n.f', 'fail'),
      ...['n.a', 'n.b'].map((id) => checkResult(id, 'unknown', down)),
    ];
    const found = outcome(checks);
    const heads = renderText(found, false)
      .split('\n')
      .filter((line) => /^[A-Z]{2}/.test(line));
    expect(heads.map((line) => line.slice(0, 9).trim())).toEqual(['UNKNOWN', 'FAIL', 'WARNING']);
    const rows = renderMarkdown(found)
      .split('\n')
      .filter((line) => line.includes('| Title of'));
    expect(rows.map((line) => line.split(' | ').at(-1))).toEqual(
      ['a', 'b', 'f', 'z'].map((id) => `Title of n-${id} |`)
    );
  });

  it('names a cause once, with its items', () => {
    const text = renderText(outcome([checkResult('n.a', 'unknown', down), checkResult('n.b', 'unknown', down)]), false);
    expect(text).toContain('UNKNOWN  Source prom does not answer\n         connection refused\n');
    expect(text).toContain('2 items, one cause: Short n-a, Short n-b');
  });

  it('lists the worst entities and says how many more', () => {
    const entities = ['a', 'b', 'c', 'd', 'e'].map((name) => entity(name, 'fail'));
    const counts = { pass: 0, warn: 0, fail: 5, unknown: 0, na: 0 };
    const text = renderText(outcome([{ ...checkResult('n.a', 'fail'), entities, counts }]), false);
    expect(text).toContain('- a 95\u00a0%\n         - b 95\u00a0%\n         - c 95\u00a0%\n         - and 2 more\n');
  });

  it('lets no label drive the terminal', () => {
    const text = renderText(outcome([{ ...checkResult('n.a', 'fail'), finding: 'a\u001b[2Jb\r\nc\u202e' }]), false);
    expect(text).toContain('FAIL     a [2Jb c');
    expect(text).not.toMatch(/[\u001b\r\u202e]/);
  });
});

describe('the other formats', () => {
  const hostile = outcome([{ ...checkResult('n.a', 'fail'), finding: '<b>"x" & ]]>\u0000|`@all`\nnext' }]);

  it('JSON says the same verdicts, with evidence', () => {
    const document = JSON.parse(renderJson(mixed)) as {
      tally: object;
      exitCode: number;
      items: Array<{ id: string; mode: string; verdict: string; checks: Array<{ evidence: unknown[] }> }>;
    };
    expect(document).toMatchObject({
      version: 1,
      exitCode: 1,
      asked: '2026-11-20T11:00:00.000Z',
      tally: mixed.board.counts?.tally,
    });
    expect(document.items.map(({ id, mode, verdict }) => [id, mode, verdict])).toEqual([
      ['n-ok', 'machine', 'pass'],
      ['n-warn', 'machine', 'warn'],
      ['n-bad', 'machine', 'fail'],
      ['n-dark', 'machine', 'unknown'],
      ['walk', 'hand', 'na'],
    ]);
    expect(document.items[0]?.checks[0]?.evidence).toHaveLength(1);
  });

  it('the textfile has each check once as what it is, its entities, and when it was asked', () => {
    const lines = renderTextfile(mixed).split('\n');
    const is = lines.filter((line) => /^opsrounds_check_verdict.* 1$/.test(line));
    expect(is.map((line) => /check="([^"]*)".*verdict="([^"]*)"/.exec(line)?.slice(1))).toEqual([
      ['n.ok', 'pass'],
      ['n.warn', 'warn'],
      ['n.bad', 'fail'],
      ['n.dark', 'unknown'],
    ]);
    expect(lines).toContain(`opsrounds_check_measured_timestamp_seconds ${mixed.result.askedMs / 1000}`);
    const entities = renderTextfile(outcome([halfDark])).split('\n');
    expect(entities.find((line) => /^opsrounds_check_entities.*verdict="warn"/.test(line))).toMatch(/ 1$/);
  });

  it('Markdown shows text of others as text, one row an exception', () => {
    const row = renderMarkdown(hostile)
      .split('\n')
      .find((line) => line.startsWith('| fail'));
    expect(row).toBe('| fail | \\<b\\>"x" & \\]\\]\\> \\|\\`\\@all\\` next | Title of n-a |');
    expect(renderMarkdown(mixed)).toContain('**By hand:** Title of walk\n\n**Pass:** Title of n-ok');
  });
});

describe('a wrong call', () => {
  const secret = 'glsa_very_secret';
  const call = async (argv: string[], env: Io['env'] = {}) => {
    let out = '';
    let err = '';
    const signal = new AbortController().signal;
    const code = await runCommand(argv, {
      env,
      out: (text) => (out += text),
      err: (text) => (err += text),
      isTty: false,
      signal,
      clock: () => 0,
    });
    expect(out + err).not.toContain(secret);
    return { code, out, err };
  };
  const url = ['--url', 'http://127.0.0.1:1'];

  it.each<[string, string[]]>([
    ['no command', []],
    ['an unknown command', ['chek']],
    ['a name of Object', ['constructor']],
    ['no address', ['check']],
    ['an address without scheme', ['check', '--url', 'localhost:3000']],
    ['credentials in the address', ['check', '--url', `http://x:${secret}@host`]],
    ['an unknown flag', ['check', ...url, '--colour']],
    ['a flag without value', ['check', '--url']],
    ['a stray argument, which may be the token', ['check', ...url, secret]],
    ['an unknown checklist', ['check', ...url, '--checklist', 'nope']],
    ['an unknown format', ['check', ...url, '--format', 'xml']],
    ['no timeout at all', ['check', ...url, '--timeout', '1e3']],
    ['a token with a line break inside', ['check', ...url, '--token', `${secret}\n${secret}`]],
    ['a checklist and checks', ['check', ...url, '--checklist', 'morning', '--id', 'node.up']],
    ['a time without a zone', ['check', ...url, '--at', '2026-11-20T06:00:00']],
    ['a folder that is not there', ['check', ...url, '--out', '/does/not/exist/x.prom']],
    ['a pack that is not there', ['check', ...url, '--pack', '/does/not/exist.yaml']],
  ])('with %s ends with 2 and writes nothing but why', async (_, argv) => {
    const { code, out, err } = await call(argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).not.toBe('');
    if (argv.length > 0) {
      expect(err.trim().split('\n')).toHaveLength(1);
    }
  });

  it('takes the token from the environment and does not show it', async () => {
    const { code, err } = await call(['check', ...url, '--timeout', '5'], { OPSROUNDS_TOKEN: secret });
    expect(code).toBe(3);
    expect(err).toMatch(/^opsrounds check: Grafana does not answer: .+\n$/);
  });

  it.each([[['--help']], [['check', '--help']], [['report', '--help']]])(
    '%j tells how and ends with 0',
    async (argv) => {
      expect(await call(argv)).toMatchObject({ code: 0, out: expect.stringContaining('Usage: opsrounds'), err: '' });
    }
  );
});
