import { randomUUID } from 'node:crypto';
import { restoreTestDraft } from '../src/core/products/backups/restoreTests';
import type { RestoreTest } from '../src/core/products/backups/view';
import type { Write } from './rounds/writeMonth';

const DAY_MS = 86_400_000;

interface Tested {
  target: string;
  daysAgo: number;
  by: 'ops1' | 'ops2';
  minutes: number;
  result?: RestoreTest['result'];
  note: string;
}

/** What the team has restored: most in time, one overdue, one in part, one in vain; the databases of billing never. */
const TESTED: readonly Tested[] = [
  { target: 'pve:pve-b/qemu/110', daysAgo: 12, by: 'ops1', minutes: 41, note: 'restored apart, login works' },
  { target: 'pve:pve-b/qemu/111', daysAgo: 12, by: 'ops1', minutes: 38, note: 'restored apart, login works' },
  { target: 'pve:pve-b/qemu/112', daysAgo: 96, by: 'ops2', minutes: 52, note: 'restored apart' },
  { target: 'pve:pve-b/qemu/113', daysAgo: 40, by: 'ops2', minutes: 47, note: 'restored apart' },
  {
    target: 'pve:pve-a/qemu/214',
    daysAgo: 33,
    by: 'ops1',
    minutes: 175,
    result: 'partial',
    note: 'index had to be made anew',
  },
  { target: 'pve:pve-a/qemu/221', daysAgo: 20, by: 'ops2', minutes: 33, note: 'restored apart' },
  { target: 'velero:k8s-prod/shop-daily', daysAgo: 8, by: 'ops1', minutes: 14, note: 'namespace wiki' },
  { target: 'velero:k8s-prod/platform-daily', daysAgo: 8, by: 'ops1', minutes: 19, note: 'namespace ingress' },
  { target: 'velero:k8s-prod/config-daily', daysAgo: 62, by: 'ops2', minutes: 3, note: 'all of its objects' },
  { target: 'restic:prometheus/nas-1/kw-01/5f1c9ad27b60', daysAgo: 25, by: 'ops2', minutes: 22, note: '/etc and /srv' },
  { target: 'metric:prometheus/tools-1/gitlab', daysAgo: 47, by: 'ops1', minutes: 64, note: 'on a new host' },
  {
    target: 'cronjob:k8s-prod/kube-system/etcd-config-backup',
    daysAgo: 5,
    by: 'ops2',
    minutes: 6,
    result: 'failed',
    note: 'the archive is empty',
  },
];

/** Signs the restore tests of the lab, by two people. */
export async function recordRestoreTests(write: Write, nowMs: number): Promise<void> {
  for (const { target, daysAgo, by, minutes, result = 'restored', note } of TESTED) {
    const payload = { atMs: nowMs - daysAgo * DAY_MS, result, tookSeconds: minutes * 60, note };
    await write(restoreTestDraft(randomUUID(), target, payload, `Restore test of ${target}: ${result}.`), by, nowMs);
  }
}
