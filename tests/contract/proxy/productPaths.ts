/** What is asked of each product, beside what is asked of both. */
export interface Paths {
  /** Allowed by the list, with things below it. */
  allowed: string;
  /** The same, one part shorter: `api2/json`. */
  root: string;
  /** Not allowed: where a session is opened or something is changed. */
  forbidden: string;
  /** What the server writes in its own interface for `root`. */
  otherRoot: string;
  /** The product's own tricks. */
  own: readonly string[];
}

const words = (text: string): string[] => text.trim().split(/\s+/);

export const proxmox: Paths = {
  root: 'api2/json',
  allowed: 'api2/json/nodes',
  forbidden: 'access/ticket',
  otherRoot: 'api2/extjs',
  own: words(`
    api2/json/access/ticket
    api2/json/access/permissions/../ticket
    api2/json/access/permissions?path=/&userid=root@pam
    api2/json/access/openid/auth-url
    api2/json/access/password
    api2/json/access/roles
    api2/json/access/groups
    api2/json/access/usersX
    api2/json/access/users/root@pam/token/grafana
    api2/json/access/users/root@pam/unlock-tfa
    api2/json/access/tfa/root@pam
    api2/json/cluster/config
    api2/json/cluster/config/join
    api2/json/cluster/firewall/groups
    api2/json/cluster/firewall/options/x
    api2/json/cluster/ha/resources
    api2/json/cluster/ha/status/manager_status
    api2/json/cluster/log
    api2/json/cluster/nextid
    api2/json/cluster/options
    api2/json/cluster/tasks
    api2/json/cluster/acme/account
    api2/json/cluster/notifications/endpoints
    api2/json/cluster/backup-info/not-backed-up
    api2/json/cluster/backup/j1/included_volumes
    api2/json/cluster/resourcesX
    api2/json/cluster/resources?type=vm
    api2/json/nodes/pve-a1/execute
    api2/json/nodes/pve-a1/qemu/101/agent/exec-status?pid=1
    api2/json/nodes/pve-a1/qemu/101/vncwebsocket?port=5900&vncticket=x
    api2/json/nodes/pve-a1/storage/local/file-restore/download?volume=x&filepath=Lw==
    api2/json/nodes/pve-a1/status?command=reboot
    api2/json/nodes/pve-a1/qemu/101/config
    api2/json/nodes/pve-a1/tasks/UPID/log?limit=0
    api2/json/pools
    api2/json/storage
    api2/json/status/metrics
    api2/json/status/datastore-usage
    api2/json/admin/datastore/tank/catalog
    api2/json/admin/datastore/tank/download-decoded?backup-id=1&file-name=x
    api2/json/admin/datastore/tank/pxar-file-download?filepath=Lw==
    api2/json/admin/traffic-control
    api2/json/config/datastore
    api2/json/config/access/tfa
    api2/html/nodes
    api2/png/nodes/pve-a1/rrd
    api2/spiceconfig/nodes/pve-a1/spiceshell
    pve2/js/pvemanagerlib.js
    novnc
  `),
};

export const argocd: Paths = {
  root: 'api/v1',
  allowed: 'api/v1/applications',
  forbidden: 'session',
  otherRoot: 'api/dex',
  own: words(`
    api/v1/session
    api/v1/session/userinfo
    api/v1/session/userinfoX
    api/v1/settings
    api/v1/settings/plugins
    api/v1/repositories
    api/v1/repocreds
    api/v1/certificates
    api/v1/gpgkeys
    api/v1/account
    api/v1/account/can-i/applications/sync/*
    api/v1/account/password
    api/v1/accountX
    api/v1/applicationsets
    api/v1/applications?refresh=hard
    api/v1/applications?refresh=normal
    api/v1/applications/shop?refresh=hard
    api/v1/applications/shop/sync
    api/v1/applications/shop/resource?name=x&kind=Secret
    api/v1/applications/shop/manifests
    api/v1/applications/shop/pods/x/logs
    api/v1/applications/shop/terminal
    api/v1/clusters/https%3A%2F%2Fkubernetes.default.svc
    api/v1/clusters/x/rotate-auth
    api/v1/projects/default/token/x
    api/v1/projects/default/syncwindows
    api/v1/stream/applications
    api/v1/notifications/triggers
    api/version
    api/versionX
    api/badge?name=shop
    api/webhook
    api/logout
    auth/login
    terminal?pod=x
    extensions/x
    metrics
    healthz?full=true
    swagger.json
  `),
};
