import { startPve, type PveSimulator } from '../../demo/lab/simulators/pve/start';
import type { PveTokenName } from '../../demo/lab/simulators/pve/tokens';
import { Scratch, url, type Client } from './grafana';
import { oddRequests } from './proxy/oddRequests';
import { proxmox } from './proxy/productPaths';
import { sendRaw, type RawAnswer } from './proxy/rawRequest';

/** What slips through the proxy meets the token: an auditor's gives what PVEAuditor may read, and nothing else. */

const scratch = new Scratch();
let viewer: Client;
let server: PveSimulator;

beforeAll(async () => {
  viewer = await scratch.user('viewer', 'Viewer');
  server = await startPve({ offlineDelayMs: 0 });
});

afterAll(async () => {
  await scratch.clear();
  await server.close();
});

let made = 0;
function dataSource(token: PveTokenName): Promise<string> {
  const { user, tokenId, tokenSecret } = server.tokens[token];
  const jsonData = { product: 'pve', user, tokenId };
  return scratch.dataSource(`${token}-${made++}`, 'opsrounds-proxmox-datasource', server.url, jsonData, {
    tokenSecret,
  });
}

/** Sends to the proxy and gives what the simulator made of it; 0 when nothing arrived. */
async function statusOf(uid: string, path: string): Promise<number> {
  const before = server.requests.length;
  await send(uid, path);
  return server.requests[before]?.status ?? 0;
}

async function send(uid: string, path: string): Promise<RawAnswer> {
  const base = new URL(url);
  return sendRaw(base, {
    method: 'GET',
    address: `${base.pathname.replace(/\/$/, '')}/api/datasources/proxy/uid/${uid}/${path}`,
    headers: [['Authorization', viewer.authorization!]],
  });
}

/** What the simulator itself tells an administrator. */
async function told<Row>(path: string): Promise<Row[]> {
  const { user, tokenId, tokenSecret } = server.tokens.administrator;
  const headers = { authorization: `PVEAPIToken=${user}!${tokenId}=${tokenSecret}` };
  const answer = await fetch(`${server.url}/${path}`, { headers });
  return ((await answer.json()) as { data: Row[] }).data;
}

/** The folder of a backup on a backup server, as the interface looks into it. */
async function fileRestore(): Promise<string> {
  const storages = `${proxmox.allowed}/pve-a1/storage`;
  const storage = (await told<{ storage: string; type: string }>(storages)).find(({ type }) => type === 'pbs')!.storage;
  const [backup] = await told<{ volid: string }>(`${storages}/${storage}/content?content=backup`);
  return `${storages}/${storage}/file-restore/download?volume=${encodeURIComponent(backup!.volid)}&filepath=Lw==`;
}

/** GETs below the listed paths that do or give more than an auditor may have. */
async function guarded(): Promise<string[]> {
  const backup = await fileRestore();
  const node = `${proxmox.allowed}/pve-a1`;
  const guest = server.cluster.guests.find((one) => one.node === 'pve-a1' && one.kind === 'qemu');
  const vm = `${node}/qemu/${guest?.vmid}`;
  return [
    `${node}/vncwebsocket?port=5900&vncticket=x`,
    `${node}/syslog`,
    `${node}/journal`,
    `${node}/firewall/log`,
    `${node}/apt/changelog?name=bash`,
    `${node}/query-url-metadata?url=http://127.0.0.1`,
    `${node}/scan/nfs?server=127.0.0.1`,
    backup,
    backup.replace('/download?', '/list?'),
    `${vm}/vncwebsocket?port=5900&vncticket=x`,
    `${vm}/firewall/log`,
    `${vm}/agent/file-read?file=/etc/shadow`,
    `${vm}/agent/exec-status?pid=1`,
  ];
}

test('what is more than reading is refused to an auditor, though it reaches the server', async () => {
  const uid = await dataSource('auditor');
  for (const path of await guarded()) {
    expect({ path, status: await statusOf(uid, path) }).toEqual({ path, status: 403 });
  }
});

test('a token that may do all gets it: the proxy would not have stopped it', async () => {
  const uid = await dataSource('administrator');
  for (const path of await guarded()) {
    expect({ path, status: await statusOf(uid, path) }).toEqual({ path, status: 200 });
  }
});

test('the role that shows backups opens the files in them, too: docs/proxy.md says so', async () => {
  expect(await statusOf(await dataSource('backups'), await fileRestore())).toBe(200);
});

/** Of all odd requests, what an auditor's token is answered: lists and settings it may read, in another spelling. */
const readable =
  /^api2\/json\/(version|nodes(\/pve-a1\/qemu\/101\/config)?|cluster\/(status|resources|backup.*)|access\/(permissions|users|acl|domains|tfa))$/;

test('of all odd requests an auditor is answered those for what it may read', async () => {
  const uid = await dataSource('auditor');
  const answered: string[] = [];
  for (const request of oddRequests(uid, 0, proxmox)) {
    const before = server.requests.length;
    const { status, text } = request.isComplete ? { status: 0, text: '' } : await send(uid, request.path);
    const arrived = server.requests[before];
    // The interface's own format says every refusal with a 200.
    if (arrived && status === 200 && !text.includes('"success":0')) {
      answered.push(arrived.rawUrl);
    }
  }
  const plain = (address: string) => decodeURIComponent(address.split('?')[0]!).split('/').filter(Boolean).join('/');
  expect(answered.length).toBeGreaterThan(10);
  expect(answered.filter((address) => !readable.test(plain(address)))).toEqual([]);
});

test.each(['nothing', 'expired'] as const)('with the token "%s" nothing is told', async (token) => {
  const uid = await dataSource(token);
  server.requests.length = 0;
  for (const path of [...(await guarded()), `${proxmox.allowed}/pve-a1/status`, 'api2/json/cluster/status']) {
    expect({ path, status: await statusOf(uid, path) }).not.toEqual({ path, status: 200 });
  }
});
