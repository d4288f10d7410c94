/** @jest-environment node */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from '../commands';

const folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-cases-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

interface Ended {
  code: number;
  out: string;
  err: string;
}

async function run(argv: string[], env: Record<string, string>): Promise<Ended> {
  const said = { out: '', err: '' };
  const code = await runCommand(['test', ...argv], {
    env,
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
    isTty: false,
    signal: new AbortController().signal,
    clock: Date.now,
  });
  return { code, ...said };
}

const test = (...argv: string[]) => run(argv, {});

/** A cluster of one node, with a quorum or without; nothing but its status is answered. */
const cluster = (quorate: number, ...lines: string[]) => `version: 1
server: proxmox-ve
answers:
  /cluster/status:
    - { type: cluster, id: cluster, name: lab, quorate: ${quorate}, nodes: 1 }
    - { type: node, id: node/n1, name: n1, online: 1 }
  /cluster/resources: [{ type: node, id: node/n1, node: n1, status: online }]
tests:
${lines.join('\n')}
`;
const quorum = (name: string, verdict: string) =>
  `  - { name: ${name}, expect: { proxmox.quorum: ['${verdict} {cluster="pve"}'] } }`;

describe('opsrounds test without a Prometheus', () => {
  it('passes a test of a server that is as expected', async () => {
    const file = write('good.yaml', cluster(1, quorum('one', 'pass')));
    expect(await test(file)).toMatchObject({ code: 0, out: expect.stringContaining('1 test: 1 as expected'), err: '' });
  });

  it('shows what differs, and asks the others all the same', async () => {
    const file = write('bad.yaml', cluster(0, quorum('one', 'pass'), quorum('two', 'fail')));
    const { code, out } = await test(file);
    expect(code).toBe(1);
    expect(out).toContain(`${file}: 1 as expected, 1 differs\n  DIFFERS  one (${file}:9)\n    proxmox.quorum\n`);
    expect(out).toContain('      expected  pass {cluster="pve"}\n      got       fail {cluster="pve"}: value 0');
  });

  it('is not content with a test that expects nothing, and shows what it could expect', async () => {
    const file = write('open.yaml', cluster(1, quorum('one', 'pass'), '  - { name: two }'));
    const { code, out } = await test(file);
    expect(code).toBe(3);
    expect(out).toContain(`          - 'pass {cluster="pve"}'`);
    expect(out).toContain('2 tests: 1 as expected, 1 with nothing to compare with.');
  });

  it('says which check does not exist, and runs the rest', async () => {
    const names = '  - { name: typo, expect: { proxmox.quorums: pass } }';
    const known = `  - { name: k, known: [{ check: proxmox.quorum, entity: '{vm="1"}', verdict: fail, ago: 1h }] }`;
    const { code, out } = await test(write('typo.yaml', cluster(1, names, known, quorum('one', 'pass'))));
    expect(code).toBe(1);
    expect(out).toContain('got       none; the nearest is proxmox.quorum');
    expect(out).toContain('expected  entities by vm');
    expect(out).toContain('3 tests: 1 as expected, 2 differ.');
  });

  it('writes JUnit and JSON', async () => {
    const file = write(
      'formats.yaml',
      cluster(0, quorum('<one>', 'pass'), quorum('two', 'fail'), '  - { name: three }')
    );
    const junit = await test(file, '--format', 'junit');
    expect(junit.code).toBe(1);
    expect(junit.out).toContain('tests="3" failures="1" errors="1" skipped="0"');
    expect(junit.out).toContain('name="&#60;one&#62;"');
    expect(junit.out).toMatch(/<failure message="proxmox.quorum: expected pass \{cluster=/);
    const { tests, exitCode } = JSON.parse((await test(file, '--format', 'json')).out) as {
      exitCode: number;
      tests: Array<{ status: string; line: number; checks: Array<{ id: string; verdict: string }> }>;
    };
    expect(exitCode).toBe(1);
    expect(tests.map(({ status, line }) => [status, line])).toEqual([
      ['differs', 9],
      ['as-expected', 10],
      ['nothing-expected', 11],
    ]);
    expect(tests[0]?.checks).toMatchObject([{ id: 'proxmox.quorum', verdict: 'fail' }]);
  });

  it("tests a pack of the user's own", async () => {
    const pack = write(
      'own.yaml',
      `version: 1
pack: own
title: Own
checks:
  - {id: own.quorum, title: Quorum, finding: '{name}', kind: proxmox, query: pve/quorum, by: [name], unit: bool, op: lt,
     warn: 1, remediation: x, severity: warning}
`
    );
    const file = write(
      'own-cases.yaml',
      cluster(0, `  - { name: own, expect: { own.quorum: ['warn {name="lab"}'] } }`)
    );
    expect(await test(file)).toMatchObject({ code: 1 });
    expect(await test(file, '--pack', pack)).toMatchObject({ code: 0 });
  });

  const ANSWER = JSON.stringify({
    results: {
      q0: {
        status: 200,
        frames: [
          {
            schema: {
              fields: [
                { name: 'Time', type: 'time' },
                { name: 'Value', type: 'number', labels: { instance: 'a', mountpoint: '/' } },
              ],
            },
            data: { values: [[1795854600000], [0.97]] },
          },
        ],
      },
      q1: { status: 400, error: 'no such function' },
    },
  });

  it('asks recorded answers, each check its own', async () => {
    write('recorded/answer.json', ANSWER);
    write(
      'recorded/expect.yaml',
      `version: 1
tests:
  - name: one
    input: answer.json
    refs: { node.disk: q0, node.inodes: q1 }
    expect: { node.disk: ['fail {instance="a", mountpoint="/"}'], node.inodes: unknown/query-error }
`
    );
    for (const named of ['recorded', 'recorded/answer.json', 'recorded/expect.yaml']) {
      expect(await test(path.join(folder, named))).toMatchObject({ code: 0 });
    }
    expect((await test(path.join(folder, 'recorded'), path.join(folder, 'recorded/expect.yaml'))).out).toContain(
      '1 test:'
    );
  });

  it('shows what recorded answers say where nothing is expected', async () => {
    const api = { product: 'pve', checks: ['proxmox.quorum'], answers: { '/cluster/status': [] } };
    write('open/api.json', JSON.stringify(api));
    const { code, out } = await test(path.join(folder, 'open'));
    expect(code).toBe(3);
    expect(out).toContain('      proxmox.quorum:\n        is: ');
  });

  it.each<[string, string[], string]>([
    ['no file', [], 'give a file of tests (opsrounds test --help)'],
    ['a file that is not there', ['nowhere.yaml'], 'nowhere.yaml cannot be read: there is no such file'],
    ['an unknown format', ['x.yaml', '--format', 'xml'], '--format has to be one of text, json, junit'],
    ['a folder without tests', [path.join(folder, 'empty')], 'has no tests: neither expect.yaml'],
    ['a mistake in a file', [path.join(folder, 'wrong.yaml')], 'wrong.yaml:2:1: test: unknown field'],
    ['input that is not there', [path.join(folder, 'lost.yaml')], 'away.json cannot be read'],
    ['a check without an answer', [path.join(folder, 'refs')], 'nothing says which answer is that of node.disk'],
    ['an answer that is not there', [path.join(folder, 'refs')], 'there is no answer "q9" for node.cpu. Fix: use one'],
  ])('is a mistake of the call: %s', async (_what, argv, words) => {
    mkdirSync(path.join(folder, 'empty'), { recursive: true });
    write('wrong.yaml', 'version: 1\ntest: []\n');
    write('lost.yaml', 'version: 1\ntests: [{ name: a, input: away.json }]\n');
    write('refs/answer.json', ANSWER);
    write(
      'refs/expect.yaml',
      'version: 1\ntests: [{ name: a, input: answer.json, refs: { node.cpu: q9 }, expect: { node.disk: pass } }]\n'
    );
    const { code, out, err } = await test(...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(words);
  });

  it('says how to install Prometheus, and leaves nothing behind', async () => {
    const temporary = path.join(folder, 'temporary');
    mkdirSync(temporary);
    const file = write('series.yaml', 'version: 1\ntests: [{ name: a, series: { up: 1 }, expect: { node.up: na } }]\n');
    const { code, err } = await run([file], { PATH: folder, TMPDIR: temporary });
    expect(code).toBe(2);
    expect(err).toMatch(/promtool is not found: install Prometheus/);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
