import type { Verdict } from '../../src/core/check/verdict';

/** What people of the lab's team do about a finding. */
export type Answer =
  | { kind: 'acknowledged'; note: string }
  | { kind: 'deferred'; to: string; note: string }
  /** Accepted for so many days from that round. */
  | { kind: 'risk'; days: number; note: string };

/** Something that a check saw for some days of the month. */
export interface Trouble {
  check: string;
  verdict: Extract<Verdict, 'fail' | 'warn' | 'unknown'>;
  finding: string;
  /** Days before the morning at which the demo opens: first and last. */
  from: number;
  to: number;
  /** What the rounds that see it say, one after the other; the last one is said again. */
  answers: readonly Answer[];
}

/** The month as the checks saw it, in the order in which it began. The last ones are still there this morning. */
export const TROUBLES: readonly Trouble[] = [
  {
    check: 'node.disk',
    verdict: 'warn',
    finding: '/var/log on kw-02 is 83.1 % full, limit 80 %',
    from: 29,
    to: 27,
    answers: [
      { kind: 'deferred', to: 'ops2', note: 'Debug logs of the ingress, ops2 turns them off' },
      { kind: 'acknowledged', note: 'Turned off, rotates out by Thursday' },
    ],
  },
  {
    check: 'ceph.osd-down',
    verdict: 'fail',
    finding: 'osd.4 is down',
    from: 24,
    to: 24,
    answers: [{ kind: 'acknowledged', note: 'Restarted by ops3, recovery is through at 10:20' }],
  },
  {
    check: 'alerts.notify-failures',
    verdict: 'unknown',
    finding: 'Alertmanager did not answer',
    from: 22,
    to: 22,
    answers: [{ kind: 'acknowledged', note: 'Moved to another node during the night, back by 09:10' }],
  },
  {
    check: 'cicd.gitlab-success',
    verdict: 'warn',
    finding: 'infra/terraform passed 78 % of its pipelines, limit 90 %',
    from: 20,
    to: 17,
    answers: [
      { kind: 'acknowledged', note: 'Registry rate limit, OPS-298' },
      { kind: 'deferred', to: 'ops1', note: 'A mirror is ordered, OPS-298' },
      { kind: 'acknowledged', note: 'Mirror is in use, the window of the check still sees the old ones' },
    ],
  },
  {
    check: 'k8s.restarts',
    verdict: 'warn',
    finding: 'reporting/exporter restarted 14 times, limit 10',
    from: 15,
    to: 13,
    answers: [
      { kind: 'deferred', to: 'the reporting team', note: 'Out of memory with the new export' },
      { kind: 'acknowledged', note: 'They raise the limit with the next release' },
    ],
  },
  {
    check: 'ceph.osd-out',
    verdict: 'warn',
    finding: 'osd.7 is out',
    from: 12,
    to: 10,
    answers: [{ kind: 'acknowledged', note: 'Worn disk, drained on purpose, OPS-311' }],
  },
  {
    check: 'backup.velero-age',
    verdict: 'fail',
    finding: 'The next good backup of Velero schedule monitoring is overdue by 1 d 7 h, limit 1 d',
    from: 8,
    to: 8,
    answers: [{ kind: 'acknowledged', note: 'Ran again by hand at 08:40, done' }],
  },
  {
    check: 'node.disk',
    verdict: 'warn',
    finding: '/ on pve-a1 is 82.6 % full, limit 80 %',
    from: 3,
    to: 1,
    answers: [{ kind: 'risk', days: 14, note: 'Old kernels; they go with the maintenance of next week' }],
  },
  {
    check: 'cert.manager-expiry',
    verdict: 'warn',
    finding: 'The certificate of grafana expires in 13 days',
    from: 2,
    to: 1,
    answers: [{ kind: 'deferred', to: 'ops3', note: 'The issuer refuses to renew, OPS-327' }],
  },
  {
    check: 'backup.db-age',
    verdict: 'fail',
    finding: 'The next good run of CronJob shop/db-dump is overdue by 1 d 7 h, limit 1 d',
    from: 1,
    to: 1,
    answers: [{ kind: 'deferred', to: 'ops2', note: 'The volume for dumps is full, ops2 grows it' }],
  },
];

/** Checks of systems that the lab does not have. */
export const ABSENT: ReadonlySet<string> = new Set([
  'cert.ingress-expiry',
  'cicd.jenkins-failing-now',
  'cicd.jenkins-success',
  'flux.ready',
  'flux.reconcile-failures',
  'flux.reconciling',
]);

/** What somebody writes beside an item by hand. */
export const REMARKS: readonly string[] = [
  'Quiet',
  'Two tickets, both answered',
  'Nothing open',
  'One question about the registry, answered',
  'Looked through, nothing new',
  'Talked to the support team, all fine',
];

export const INCOMPLETE: readonly string[] = [
  'Called into an incident, the rest follows tomorrow',
  'Visit of the auditors, no time for the rest',
  'Alone today',
];
