import type { Reason } from '../../../core/check/verdict';
import type { PerNode, Read } from '../../../core/inventory/read';
import type { RrdPoint } from '../../../core/products/proxmox-ve/parts';
import { ALL_GUESTS, ALL_STORAGES, lacks } from '../../../core/products/proxmox/completeness';
import type { Permissions } from '../../../core/products/proxmox/parts';
import { historyOf } from '../../../sources/proxmox-ve/history';
import { notice, type Answer } from '../../../ui/datasource/answer';
import type { TimeSpan } from '../../../ui/datasource/query';
import type { ProxmoxQuery } from '../query';
import type { PveAccess } from './access';
import { gatherEach } from './gather';
import { frameOf } from './historyFrame';
import { subjectsOf, type Subject } from './historySubjects';

/** Each one is a request: more of them are not drawn, and a chart of them says nothing. */
const MOST_SERIES = 50;
const SLACK_MS = 5 * 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What the server keeps: the shorter, the finer. */
const TIMEFRAMES = [
  ['hour', HOUR_MS],
  ['day', DAY_MS],
  ['week', 7 * DAY_MS],
  ['month', 31 * DAY_MS],
  ['year', 366 * DAY_MS],
] as const;

/** The finest archive that still reaches back to `fromMs`; before version 9 the year is the longest. */
export function timeframeOf(fromMs: number, nowMs: number, majorVersion: number): string {
  const found = TIMEFRAMES.find(([, reachMs]) => nowMs - fromMs <= reachMs + SLACK_MS);
  return found?.[0] ?? (majorVersion >= 9 ? 'decade' : 'year');
}

/** One frame per node, guest or storage, with its points in the span. */
export async function history(
  { inventory, server }: PveAccess,
  query: ProxmoxQuery,
  span: TimeSpan & { nowMs: number },
  signal: AbortSignal
): Promise<Answer> {
  const { resources, permissions, version } = await inventory.read(['resources', 'permissions', 'version'], { signal });
  if (!resources.ok) {
    return resources;
  }
  const subjects = subjectsOf(resources.value, query);
  const hidden = permissions.ok ? hiddenFrom(permissions.value, query) : permissions.reason;
  if (subjects.length === 0 && hidden !== undefined) {
    return { ok: false, reason: hidden };
  }
  const drawn = subjects.slice(0, MOST_SERIES);
  const major = version.ok ? Number.parseInt(version.value.version, 10) : 0;
  const timeframe = timeframeOf(span.fromMs, span.nowMs, major);
  const answers = await Promise.all(
    drawn.map(async (subject): Promise<[string, Read<readonly RrdPoint[]>]> => {
      const { key, offline } = subject;
      return offline === null
        ? [key, await server.get(historyOf(subject, timeframe, query.points ?? 'average'), signal)]
        : [key, { ok: false, reason: { code: 'source-down', detail: `${offline} is offline` } }];
    })
  );
  const cut: Reason = {
    code: 'too-many',
    detail: `${drawn.length} of ${subjects.length} are drawn: a filter narrows them`,
  };
  return framesOf(drawn, new Map(answers), query, span, [
    ...(hidden === undefined ? [] : [hidden]),
    ...(subjects.length > drawn.length ? [cut] : []),
  ]);
}

function framesOf(
  drawn: readonly Subject[],
  read: PerNode<readonly RrdPoint[]>,
  query: ProxmoxQuery,
  span: TimeSpan,
  reasons: readonly Reason[]
): Answer {
  const bySubject = new Map(drawn.map((subject) => [subject.key, subject]));
  const gathered = gatherEach({ ok: true, value: read, atMs: span.toMs }, (key, points) => {
    const subject = bySubject.get(key);
    return subject ? [frameOf(subject, points, query, span)] : [];
  });
  if (gathered.refusal !== null) {
    return { ok: false, reason: gathered.refusal };
  }
  const notices = [...gathered.notices, ...reasons.map((reason) => notice(null, reason))];
  // Notices belong to a frame: to the first, or to an empty one where nothing was found.
  const [first = { refId: query.refId, fields: [], length: 0 }, ...rest] = gathered.rows;
  return {
    ok: true,
    frames: notices.length === 0 ? gathered.rows : [{ ...first, meta: { ...first.meta, notices } }, ...rest],
  };
}

/** What the server may have left out without a word. */
function hiddenFrom(permissions: Permissions, { kind }: ProxmoxQuery): Reason | undefined {
  switch (kind) {
    case 'guest-history':
      return lacks(permissions, ALL_GUESTS);
    case 'storage-history':
      return lacks(permissions, ALL_STORAGES);
    default:
      return undefined;
  }
}
