import type { BackupJob, HaStatus, PveParts, Replication } from '../../../core/products/proxmox-ve/parts';
import { ALL_GUESTS } from '../../../core/products/proxmox/completeness';
import { notice } from '../../../ui/datasource/answer';
import { ago, moment, number, seconds, text, yesNo } from '../../../ui/datasource/tableFrame';
import { gather, gatherEach } from './gather';
import { partOf, table } from './table';
import { unlessHidden } from './unlessHidden';

export const replication = table<PveParts, Replication>({
  name: 'Replication',
  parts: ['replication', 'permissions'],
  rows: (read, query) =>
    unlessHidden(
      read,
      gatherEach(partOf(read, 'replication'), (_node, found) => found, query.node),
      ALL_GUESTS
    ),
  columns: [
    text('Job', ({ id }) => id),
    text('Guest', ({ guest }) => String(guest)),
    text('Node', ({ node }) => node),
    text('Target', ({ target }) => target),
    text('Schedule', ({ schedule }) => schedule),
    ago('Last sync', ({ lastSyncMs }) => lastSyncMs),
    ago('Last try', ({ lastTryMs }) => lastTryMs),
    moment('Next sync', ({ nextSyncMs }) => nextSyncMs),
    seconds('Duration', ({ durationSeconds }) => durationSeconds),
    number('Failures', ({ failCount }) => failCount),
    text('Error', ({ error }) => error),
    yesNo('Disabled', ({ disabled }) => disabled),
  ],
  names: { node: ({ node }) => [node], guest: ({ guest }) => [String(guest)] },
  failed: ({ failCount, error }) => failCount > 0 || error !== null,
});

interface HaRow {
  kind: 'service' | 'master' | 'lrm';
  id: string;
  node: string | null;
  state: string;
  requested: string | null;
  saidMs: number | null;
}

export const ha = table<PveParts, HaRow>({
  name: 'High availability',
  parts: ['ha'],
  rows: (read) => {
    const part = partOf(read, 'ha');
    const gathered = gather(part, haRows);
    return part.ok && part.value.quorate === false
      ? { ...gathered, notices: [...gathered.notices, { severity: 'warning', text: 'The cluster has no quorum.' }] }
      : gathered;
  },
  columns: [
    text('Kind', ({ kind }) => kind),
    text('ID', ({ id }) => id),
    text('Node', ({ node }) => node),
    text('State', ({ state }) => state),
    text('Requested', ({ requested }) => requested),
    ago('Last word', ({ saidMs }) => saidMs),
  ],
  names: { node: ({ node }) => [node] },
  failed: ({ kind, state }) => kind === 'service' && (state === 'error' || state === 'fence'),
});

function haRows({ services, managers }: HaStatus): readonly HaRow[] {
  return [
    ...services.map(({ sid, ...service }) => ({ kind: 'service' as const, id: sid, saidMs: null, ...service })),
    ...managers.map(({ kind, node, status, saidMs }) => ({
      kind,
      id: `${kind} ${node}`,
      node,
      state: status,
      requested: null,
      saidMs,
    })),
  ];
}

export const backupJobs = table<PveParts, BackupJob>({
  name: 'Backup jobs',
  parts: ['backupJobs'],
  rows: (read) => {
    const gathered = gather(partOf(read, 'backupJobs'), (jobs) => jobs);
    const dark = gathered.rows.flatMap(({ id, included }) => (included.ok ? [] : [notice(id, included.reason)]));
    return { ...gathered, notices: [...gathered.notices, ...dark] };
  },
  columns: [
    text('Job', ({ id }) => id),
    yesNo('Enabled', ({ enabled }) => enabled),
    text('Schedule', ({ schedule }) => schedule),
    moment('Next run', ({ nextRunMs }) => nextRunMs),
    text('Storage', ({ storage }) => storage),
    number('Guests', ({ included }) => (included.ok ? included.value.length : null)),
    number('Disks left out', ({ included }) =>
      included.ok ? included.value.flatMap(({ volumes }) => volumes).filter((volume) => !volume.included).length : null
    ),
  ],
  names: { storage: ({ storage }) => [storage] },
});
