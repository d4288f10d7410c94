import type { LogLine, LogStream } from '../../src/cli/test/loki/streams';
import type { Fleet } from './fleet';
import { fraction } from './model/wave';
import { within } from './model/story';
import { checkoutOutages } from './model/services';

/** How long the lab's Loki keeps a line, in seconds. */
const RETENTION_SECONDS = 62 * 86_400;

/** The lines of one moment of a stream; most have one. */
type Says = (t: number, chance: number) => string | null;

/**
 * Everything that the fleet logs, as a function of seed and time: applications, the firewall, the audit log.
 * @param clock Tells what is too old to be kept, in ms.
 */
export function labStreams(fleet: Fleet, clock: () => number): readonly LogStream[] {
  const { cluster, seed } = fleet;
  const labels = (namespace: string, app: string) => ({ cluster: cluster.name, namespace, app });
  const applications = cluster.workloads.map(({ namespace, name }) =>
    stream(seed, clock, labels(namespace, name), 20, name === 'checkout-worker' ? checkoutWorker(fleet) : application)
  );
  return [
    ...applications,
    stream(seed, clock, labels('shop', 'checkout'), 10, checkout(fleet)),
    stream(seed, clock, { job: 'opnsense', host: 'fw-1' }, 30, firewall),
    stream(seed, clock, { job: 'kubernetes-audit', cluster: cluster.name }, 60, audit),
    stream(seed, clock, labels('falco', 'falco'), 3600, falco),
  ];
}

function stream(
  seed: number,
  clock: () => number,
  labels: Record<string, string>,
  everySeconds: number,
  says: Says
): LogStream {
  const key = `log ${Object.values(labels).join('/')}`;
  return {
    labels,
    *lines(fromMs, toMs): Iterable<LogLine> {
      const oldest = clock() / 1000 - RETENTION_SECONDS;
      const first = Math.floor(Math.max(fromMs / 1000, oldest) / everySeconds) + 1;
      for (let index = first; index * everySeconds * 1000 <= toMs; index += 1) {
        const line = says(index * everySeconds, fraction(seed, `${key} ${index}`));
        if (line !== null) {
          yield { timeMs: index * everySeconds * 1000, line };
        }
      }
    },
  };
}

const application: Says = (_t, chance) =>
  chance < 0.01
    ? 'level=error msg="upstream timed out" retry=1'
    : `level=info msg="request served" status=200 duration=${Math.floor(chance * 300)}ms`;

/** One of its pods crashes since last night. */
function checkoutWorker({ story }: Fleet): Says {
  return (t, chance) =>
    t > story.lastNight.crashLoopSince && t % 300 < 20
      ? 'panic: runtime error: invalid memory address or nil pointer dereference'
      : application(t, chance);
}

/** Its outages are full of errors. */
function checkout({ story }: Fleet): Says {
  const outages = checkoutOutages(story);
  return (t, chance) =>
    chance < 0.6 && outages.some((outage) => within(outage, t))
      ? 'level=error msg="payment provider answered 503"'
      : application(t, chance);
}

const firewall: Says = (_t, chance) => {
  if (chance < 0.001) {
    return 'sshd[4711]: Failed password for root from 198.51.100.23 port 50122';
  }
  const action = chance < 0.3 ? 'block' : 'pass';
  return `filterlog[8123]: 71,,,0,igb0,match,${action},in,4,0x0,,242,${Math.floor(chance * 65_535)},0,none,6,tcp,40`;
};

const PEOPLE = ['ops1', 'ops2', 'ops3'] as const;

/** Mostly controllers; a change by a person now and then. */
const audit: Says = (_t, chance) => {
  const isPerson = chance < 0.008;
  const username = isPerson
    ? PEOPLE[Math.floor(chance * 1e6) % PEOPLE.length]
    : 'system:serviceaccount:kube-system:replicaset-controller';
  const verb = isPerson ? 'patch' : chance < 0.5 ? 'watch' : 'update';
  return JSON.stringify({ kind: 'Event', verb, user: { username }, objectRef: { resource: 'deployments' } });
};

const falco: Says = () =>
  JSON.stringify({ rule: 'Falco internal: metrics snapshot', priority: 'Informational', source: 'internal' });
