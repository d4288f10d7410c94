import { guestOf, hostOf, type Endpoint, type Needs } from './endpoint';
import { monitored } from './guests';

/** Any privilege on a path. */
const on = (path: string, ...any: string[]): Needs => ({ path, any });

/** What a GET may reach below the paths that the plugin asks, and what it takes: none of it is PVEAuditor's. */
const GUARDED: ReadonlyArray<readonly [path: string, needs: Needs, parameters: readonly string[]]> = [
  ['/nodes/{node}/vncwebsocket', on('/nodes/{node}', 'Sys.Console'), ['port', 'vncticket']],
  ['/nodes/{node}/syslog', on('/nodes/{node}', 'Sys.Syslog'), ['limit', 'start', 'since', 'until', 'service']],
  ['/nodes/{node}/journal', on('/nodes/{node}', 'Sys.Syslog'), ['lastentries', 'since', 'until']],
  ['/nodes/{node}/firewall/log', on('/nodes/{node}', 'Sys.Syslog'), ['limit', 'start', 'since', 'until']],
  ['/nodes/{node}/apt/changelog', on('/nodes/{node}', 'Sys.Modify'), ['name', 'version']],
  ['/nodes/{node}/query-url-metadata', { ...on('/', 'Sys.Modify'), unnamed: true }, ['url', 'verify-certificates']],
  ['/nodes/{node}/scan/nfs', on('/storage', 'Datastore.Allocate'), ['server']],
  ['/nodes/{node}/qemu/{vmid}/vncwebsocket', on('/vms/{vmid}', 'VM.Console'), ['port', 'vncticket']],
  ['/nodes/{node}/qemu/{vmid}/firewall/log', on('/vms/{vmid}', 'VM.Console'), ['limit', 'start', 'since', 'until']],
  ['/nodes/{node}/lxc/{vmid}/vncwebsocket', on('/vms/{vmid}', 'VM.Console'), ['port', 'vncticket']],
  [
    '/nodes/{node}/qemu/{vmid}/agent/file-read',
    on('/vms/{vmid}', 'VM.GuestAgent.FileRead', 'VM.GuestAgent.Unrestricted'),
    ['file'],
  ],
  ['/nodes/{node}/qemu/{vmid}/agent/exec-status', on('/vms/{vmid}', 'VM.GuestAgent.Unrestricted'), ['pid']],
];

const SERVICE = {
  name: 'pvedaemon',
  service: 'pvedaemon',
  state: 'running',
  desc: 'PVE API Daemon',
  'active-state': 'active',
  'unit-state': 'enabled',
};

/** What an auditor may read beyond what the plugin asks; it stays reachable below `/nodes`. */
const AUDITED: ReadonlyArray<readonly [path: string, needs: Needs, answer: unknown, parameters?: readonly string[]]> = [
  ['/nodes/{node}/report', on('/nodes/{node}', 'Sys.Audit'), '==== general system info ====\n'],
  ['/nodes/{node}/services', on('/nodes/{node}', 'Sys.Audit'), [SERVICE]],
  ['/nodes/{node}/hosts', on('/', 'Sys.Audit'), { data: '127.0.0.1 localhost\n', digest: 'c0ffee' }],
  ['/nodes/{node}/qemu/{vmid}/pending', on('/vms/{vmid}', 'VM.Audit'), []],
  ['/nodes/{node}/qemu/{vmid}/cloudinit/dump', on('/vms/{vmid}', 'VM.Audit'), '#cloud-config\n', ['type']],
  ['/nodes/{node}/qemu/{vmid}/firewall/rules', on('/vms/{vmid}', 'VM.Audit'), []],
];

/** What only an administrator gets is empty: nobody looks at it. */
export const guardedEndpoints: readonly Endpoint[] = GUARDED.map(([path, needs, parameters]) => ({
  path,
  needs,
  parameters,
  ...(path.includes('/agent/') && { needsIn: { '7.4': monitored, '8.4': monitored } }),
  answer: (call) => {
    hostOf(call);
    if (call.parts['vmid'] !== undefined) {
      guestOf(call, path.includes('/lxc/') ? 'lxc' : 'qemu');
    }
    return null;
  },
}));

export const auditedEndpoints: readonly Endpoint[] = AUDITED.map(([path, needs, answer, parameters = []]) => ({
  path,
  needs,
  parameters,
  answer: () => answer,
}));

/** What other methods change, and the privilege that it takes; enough to refuse as a real server refuses. */
export const WRITES: ReadonlyArray<readonly [method: string, path: string, needs: string, privilege: string]> = [
  ['POST', '/nodes/{node}/status', '/nodes/{node}', 'Sys.PowerMgmt'],
  ['POST', '/nodes/{node}/apt/update', '/nodes/{node}', 'Sys.Modify'],
  ['POST', '/nodes/{node}/subscription', '/nodes/{node}', 'Sys.Modify'],
  ['POST', '/nodes/{node}/termproxy', '/nodes/{node}', 'Sys.Console'],
  ['POST', '/nodes/{node}/vzdump', '/vms', 'VM.Backup'],
  ['DELETE', '/nodes/{node}/tasks/{upid}', '/nodes/{node}', 'Sys.Modify'],
  ['POST', '/nodes/{node}/qemu', '/vms', 'VM.Allocate'],
  ['DELETE', '/nodes/{node}/qemu/{vmid}', '/vms/{vmid}', 'VM.Allocate'],
  ['PUT', '/nodes/{node}/qemu/{vmid}/config', '/vms/{vmid}', 'VM.Config.Options'],
  ['POST', '/nodes/{node}/qemu/{vmid}/snapshot', '/vms/{vmid}', 'VM.Snapshot'],
  ['POST', '/nodes/{node}/qemu/{vmid}/status/stop', '/vms/{vmid}', 'VM.PowerMgmt'],
  ['DELETE', '/nodes/{node}/lxc/{vmid}', '/vms/{vmid}', 'VM.Allocate'],
  ['POST', '/nodes/{node}/lxc/{vmid}/status/stop', '/vms/{vmid}', 'VM.PowerMgmt'],
  ['DELETE', '/nodes/{node}/storage/{storage}/content/{volume}', '/storage/{storage}', 'Datastore.Allocate'],
  ['POST', '/cluster/backup', '/', 'Sys.Modify'],
  ['DELETE', '/cluster/backup/{id}', '/', 'Sys.Modify'],
  ['PUT', '/cluster/firewall/options', '/', 'Sys.Modify'],
  ['POST', '/access/users', '/access', 'User.Modify'],
  ['PUT', '/access/acl', '/', 'Permissions.Modify'],
];
