import { guestOf, hostOf, type Endpoint } from './endpoint';

/** What a GET may reach below the paths that the plugin asks, and what it takes: none of it is PVEAuditor's. */
const GUARDED: ReadonlyArray<readonly [path: string, needs: string, privileges: readonly string[]]> = [
  ['/nodes/{node}/vncwebsocket', '/nodes/{node}', ['Sys.Console']],
  ['/nodes/{node}/syslog', '/nodes/{node}', ['Sys.Syslog']],
  ['/nodes/{node}/journal', '/nodes/{node}', ['Sys.Syslog']],
  ['/nodes/{node}/firewall/log', '/nodes/{node}', ['Sys.Syslog']],
  ['/nodes/{node}/apt/changelog', '/nodes/{node}', ['Sys.Modify']],
  ['/nodes/{node}/query-url-metadata', '/', ['Sys.Modify']],
  ['/nodes/{node}/scan/nfs', '/storage', ['Datastore.Allocate']],
  ['/nodes/{node}/qemu/{vmid}/vncwebsocket', '/vms/{vmid}', ['VM.Console']],
  ['/nodes/{node}/qemu/{vmid}/firewall/log', '/vms/{vmid}', ['VM.Console']],
  ['/nodes/{node}/lxc/{vmid}/vncwebsocket', '/vms/{vmid}', ['VM.Console']],
  [
    '/nodes/{node}/qemu/{vmid}/agent/file-read',
    '/vms/{vmid}',
    ['VM.GuestAgent.FileRead', 'VM.GuestAgent.Unrestricted'],
  ],
  ['/nodes/{node}/qemu/{vmid}/agent/exec-status', '/vms/{vmid}', ['VM.GuestAgent.Unrestricted']],
  ['/nodes/{node}/storage/{storage}/file-restore/list', '/storage/{storage}', ['Datastore.Allocate']],
  ['/nodes/{node}/storage/{storage}/file-restore/download', '/storage/{storage}', ['Datastore.Allocate']],
];

/** What an auditor may read beyond what the plugin asks; it stays reachable below `/nodes`. */
const AUDITED: ReadonlyArray<readonly [path: string, needs: string, privilege: string, answer: unknown]> = [
  ['/nodes/{node}/report', '/nodes/{node}', 'Sys.Audit', '==== general system info ====\n'],
  [
    '/nodes/{node}/services',
    '/nodes/{node}',
    'Sys.Audit',
    [{ name: 'pvedaemon', service: 'pvedaemon', state: 'running' }],
  ],
  ['/nodes/{node}/hosts', '/', 'Sys.Audit', { data: '127.0.0.1 localhost\n', digest: 'c0ffee' }],
  ['/nodes/{node}/qemu/{vmid}/pending', '/vms/{vmid}', 'VM.Audit', []],
  ['/nodes/{node}/qemu/{vmid}/cloudinit/dump', '/vms/{vmid}', 'VM.Audit', '#cloud-config\n'],
  ['/nodes/{node}/qemu/{vmid}/firewall/rules', '/vms/{vmid}', 'VM.Audit', []],
];

export const dangerousEndpoints: readonly Endpoint[] = [
  ...GUARDED.map(([path, needs, any]): Endpoint => {
    const agent = path.includes('/agent/');
    return {
      ...{ path, needs: { path: needs, any } },
      ...(agent && { needsBefore9: { path: needs, any: ['VM.Monitor'] } }),
      parameters: ['file', 'pid', 'port', 'vncticket', 'limit', 'start', 'name', 'url', 'server', 'volume', 'filepath'],
      answer: (call) => {
        hostOf(call);
        return call.parts['vmid'] === undefined
          ? []
          : { of: guestOf(call, path.includes('/lxc/') ? 'lxc' : 'qemu').vmid };
      },
    };
  }),
  ...AUDITED.map(([path, needs, privilege, answer]): Endpoint => ({
    ...{ path, needs: { path: needs, any: [privilege] } },
    answer: () => answer,
  })),
];

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
