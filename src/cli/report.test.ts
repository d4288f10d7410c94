/** @jest-environment node */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from './commands';
import type { Io } from './io';

/** A Grafana with the app and no data source at all. */
const ANSWERS: Readonly<Record<string, unknown>> = {
  '/api/plugins/opsrounds-ops-app/settings': { enabled: true, jsonData: { version: 1 } },
  '/api/datasources': [],
  '/api/frontend/settings': { datasources: {} },
  '/api/annotations': [],
};

/** Addresses that answer with 403. */
const forbidden = new Set<string>();
afterEach(() => forbidden.clear());

const folder = mkdtempSync(path.join(tmpdir(), 'opsrounds-cli-report-'));
let server: Server;
let url = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    const address = (request.url ?? '').split('?')[0] ?? '';
    const answer = ANSWERS[address];
    response.writeHead(forbidden.has(address) ? 403 : answer === undefined ? 404 : 200, {
      'content-type': 'application/json',
    });
    response.end(JSON.stringify(answer ?? { message: 'Not found' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

async function report(out: string): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const io: Io = {
    env: { OPSROUNDS_TOKEN: 'token' },
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
    isTty: false,
    signal: new AbortController().signal,
    clock: () => Date.UTC(2026, 10, 20),
  };
  const file = path.join(folder, out);
  const code = await runCommand(['report', '--month', '2026-10', '--url', url, '--out', file], io);
  return { code, ...said };
}

it('writes the model as JSON and says its digest', async () => {
  const { code, out } = await report('october.json');
  expect(code).toBe(0);
  const bytes = readFileSync(path.join(folder, 'october.json'));
  expect(JSON.parse(bytes.toString())).toMatchObject({ version: 2, period: { id: '2026-10', zone: 'UTC' } });
  expect(out).toContain(createHash('sha256').update(bytes).digest('hex'));
});

it('says when the journal cannot be read, and writes what can be said without', async () => {
  const before = await report('with.json');
  expect(before.err).toBe('');
  forbidden.add('/api/annotations');
  const { code, err } = await report('without.json');
  expect(code).toBe(0);
  expect(err).toMatch(/^opsrounds report: the journal cannot be read, .*: not-permitted/);
});

it('writes one CSV for each table, named after it', async () => {
  const { code, out } = await report('tables.csv');
  expect(code).toBe(0);
  const written = readdirSync(folder).filter((name) => name.startsWith('tables'));
  expect(written).toEqual(['tables-quality-not-covered.csv']);
  expect(readFileSync(path.join(folder, 'tables-quality-not-covered.csv'), 'utf8')).toContain('Proxmox,');
  expect(out).toContain('tables-quality-not-covered.csv');
});

it('refuses an ending that it cannot write, before anything is asked', async () => {
  const { code, err } = await report('october.docx');
  expect(code).toBe(2);
  expect(err).toContain('--out has to end in .pdf, .json or .csv');
});
