/** @jest-environment node */
import { serverTransport } from './caseTransport';

const NOW = Date.UTC(2026, 10, 27, 12);
const signal = new AbortController().signal;

const ask = (server: Parameters<typeof serverTransport>[0], path: string, query?: Record<string, string>) =>
  serverTransport(server, NOW).send({
    method: 'GET',
    path: `/api/datasources/proxy/uid/server${path}`,
    ...(query && { query }),
    signal,
    timeoutMs: 1000,
  });

describe('a server of a test', () => {
  const pve = {
    product: 'proxmox-ve' as const,
    answers: {
      '/nodes/n1/tasks': [{ endtime: { secondsAgo: 120 } }],
      '/nodes/n1/tasks?errors=1': [],
      '/storage/a b': { on: true },
    },
  };
  const argo = { product: 'argocd' as const, answers: { '/api/v1/applications': { at: [{ secondsAgo: 60 }] } } };

  it('answers with the envelope of Proxmox, and with times', async () => {
    expect(await ask(pve, '/api2/json/nodes/n1/tasks')).toEqual({
      status: 200,
      body: { data: [{ endtime: NOW / 1000 - 120 }] },
    });
  });

  it('answers with the body of Argo CD, and with times as text', async () => {
    expect(await ask(argo, '/api/v1/applications')).toEqual({ status: 200, body: { at: ['2026-11-27T11:59:00Z'] } });
  });

  it('prefers the answer to the query, and reads escaped names', async () => {
    expect(await ask(pve, '/api2/json/nodes/n1/tasks', { errors: '1' })).toMatchObject({ body: { data: [] } });
    expect(await ask(pve, '/api2/json/nodes/n1/tasks', { errors: '0' })).toMatchObject({ body: { data: [{}] } });
    expect(await ask(pve, '/api2/json/storage/a%20b')).toMatchObject({ body: { data: { on: true } } });
  });

  it('does not know what is not listed, but for the rights', async () => {
    expect(await ask(pve, '/api2/json/version')).toMatchObject({ status: 501 });
    expect(await ask(argo, '/api/v1/projects')).toMatchObject({ status: 501 });
    expect(await ask(argo, '/access/permissions')).toMatchObject({ status: 501 });
    expect(await ask(argo, '/api/v1/account/can-i/projects/get/*')).toMatchObject({ body: { value: 'yes' } });
    expect(await ask(pve, '/api2/json/access/permissions')).toMatchObject({
      body: { data: { '/vms': { 'VM.Audit': 1 } } },
    });
    const listed = { ...pve, answers: { '/access/permissions': {} } };
    expect(await ask(listed, '/api2/json/access/permissions')).toEqual({ status: 200, body: { data: {} } });
  });
});
