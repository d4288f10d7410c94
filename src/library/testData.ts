import { parsePack } from './parsePack';
import { formatContentError } from './readYaml';

/** What a pack begins with; a check follows. */
export const HEAD = 'version: 1\npack: test\ntitle: Test\nchecks:\n';
/** After `HEAD` it begins on line 5. */
export const CHECK = `  - id: t.disk
    title: Disk
    finding: '{instance} is {value} full'
    query: max by (instance) (disk_ratio)
    by: [instance]
    unit: ratio
    op: gt
    warn: 0.8
    fail: 0.9
    remediation: Clean it.
    severity: critical
`;

/** A check of the Proxmox VE inventory. */
export const QUORUM = `  - id: t.quorum
    title: Quorum
    finding: '{cluster} has no quorum'
    kind: proxmox
    query: pve/quorum
    by: [cluster, name]
    unit: bool
    op: lt
    fail: 1
    remediation: Bring the nodes back.
    severity: critical
`;

/** What is wrong with a pack, one line each; empty when nothing is. */
export function errorsOf(text: string): string[] {
  const reading = parsePack(text, 'my.yaml');
  return reading.ok ? [] : reading.errors.map(formatContentError);
}
