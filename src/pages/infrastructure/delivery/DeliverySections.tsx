import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useRef } from 'react';

import { findingAbout } from '../../../core/check/finding';
import type { CheckResult, Entity } from '../../../core/check/result';
import type { Reason } from '../../../core/check/verdict';
import type { ClusterRow, Part, ProjectRow, SyncDays } from '../../../core/products/argocd/view';
import { countOrUnknown } from '../../../ui/amounts';
import type { Column } from '../../../ui/column';
import { SyncBars } from '../../../ui/delivery/SyncBars';
import { reasonWords } from '../../../ui/reasonText';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { useWidth } from '../../../ui/useWidth';
import { shortDate, sinceWhen } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { FactTable } from '../cluster/FactTable';
import { Unreadable } from '../ReadView';

const BARS_PX = 64;

/** Syncs per day, and from when on they are all there. */
export function SyncSection({ syncs }: { syncs: SyncDays }) {
  const zone = useZone();
  const styles = useStyles2(getStyles);
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [first] = syncs.days;
  const last = syncs.days.at(-1);
  const day = (date: string | undefined) => (date === undefined ? '' : shortDate(Date.parse(`${date}T12:00Z`), 'UTC'));
  return (
    <Section
      title={t('delivery.syncs', 'Syncs per day')}
      help={t(
        'delivery.syncs.help',
        'At most {{most}} on one day. Failed ones in red on top, as far as an application’s last operation tells.',
        { most: Math.max(0, ...syncs.days.map(({ succeeded, failed }) => succeeded + failed)) }
      )}
    >
      <div ref={frame}>
        {width !== null && <SyncBars syncs={syncs} width={width} height={BARS_PX} />}
        <div className={styles.axis}>
          <span>{day(first?.date)}</span>
          <span>{day(last?.date)}</span>
        </div>
      </div>
      {syncs.completeFromMs !== null && (
        <p className={styles.note}>
          {t(
            'delivery.syncs.cut',
            'Argo CD keeps the last few syncs of an application, ten unless told otherwise: before {{day}} some are missing here.',
            { day: shortDate(syncs.completeFromMs, zone) }
          )}
        </p>
      )}
    </Section>
  );
}

/** Clusters that Argo CD deploys to. */
export function ClusterSection({ clusters }: { clusters: Part<ClusterRow> }) {
  return (
    <PartSection
      title={t('delivery.clusters', 'Clusters')}
      part={clusters}
      rowKey={({ name, server }) => `${name} ${server}`}
      verdict={({ verdict }) => verdict}
      columns={[
        { key: 'name', heading: t('delivery.cluster', 'Cluster'), width: 200, cell: ({ name }) => name },
        { key: 'server', heading: t('delivery.address', 'Address'), from: 640, cell: ({ server }) => server },
        {
          key: 'connection',
          heading: t('delivery.connection', 'Connection'),
          wraps: true,
          cell: ({ verdict, connection, message }) =>
            verdict === 'na'
              ? t('delivery.not-watched', 'not watched, has no applications')
              : [connection, message].filter(Boolean).join(': '),
        },
        {
          key: 'version',
          heading: t('delivery.version', 'Version'),
          width: 90,
          from: 560,
          cell: ({ version }) => version ?? '?',
        },
        {
          key: 'applications',
          heading: t('delivery.applications', 'Applications'),
          width: 110,
          numeric: true,
          cell: ({ applications }) => countOrUnknown(applications),
        },
      ]}
      none={t('delivery.no-cluster', 'No cluster is connected.')}
    />
  );
}

/** Projects, and when their windows let them be synced. */
export function ProjectSection({ projects }: { projects: Part<ProjectRow> }) {
  return (
    <PartSection
      title={t('delivery.projects', 'Projects and sync windows')}
      part={projects}
      rowKey={({ name }) => name}
      columns={[
        { key: 'name', heading: t('delivery.project', 'Project'), width: 160, cell: ({ name }) => name },
        {
          key: 'description',
          heading: t('delivery.description', 'Description'),
          from: 860,
          cell: ({ description }) => description ?? '',
        },
        { key: 'now', heading: t('delivery.syncs-now', 'Syncs now'), width: 210, cell: (row) => permissionWord(row) },
        {
          key: 'windows',
          heading: t('delivery.windows', 'Windows'),
          wraps: true,
          cell: (row) => <Windows row={row} />,
        },
        {
          key: 'applications',
          heading: t('delivery.applications', 'Applications'),
          width: 110,
          numeric: true,
          cell: ({ applications }) => countOrUnknown(applications),
        },
      ]}
      none={t('delivery.no-project', 'There is no project.')}
    />
  );
}

/** What the metrics tell of Flux: its resources, those that are not ready first, and why some may be missing. */
export function FluxSection({ checks, nowMs }: { checks: readonly CheckResult[]; nowMs: number }) {
  const zone = useZone();
  const rows = checks.flatMap((check) => check.entities.map((entity) => ({ check, entity })));
  const columns: ReadonlyArray<Column<{ check: CheckResult; entity: Entity }>> = [
    { key: 'kind', heading: t('delivery.flux.kind', 'Kind'), width: 150, cell: ({ entity }) => kindOf(entity) },
    { key: 'name', heading: t('delivery.flux.name', 'Name'), cell: ({ entity }) => nameOf(entity) },
    {
      key: 'said',
      heading: t('delivery.flux.said', 'What is seen'),
      wraps: true,
      from: 620,
      cell: ({ check, entity }) => <Said check={check} entity={entity} />,
    },
    {
      key: 'since',
      heading: t('delivery.since', 'Since'),
      width: 84,
      numeric: true,
      cell: ({ entity }) => (entity.sinceMs === null ? '' : sinceWhen(entity.sinceMs, nowMs, zone)),
    },
  ];
  return (
    <Section title={t('delivery.flux', 'Flux, from its metrics')} count={rows.length === 0 ? null : rows.length}>
      {problemsOf(checks).map((reason) => (
        <Unreadable key={`${reason.code} ${reason.detail ?? ''}`} reason={reason} partial={rows.length > 0} />
      ))}
      <FactTable
        label={t('delivery.flux', 'Flux, from its metrics')}
        rows={rows}
        rowKey={({ check, entity }) => `${check.definition.id} ${entity.key}`}
        verdict={({ entity }) => entity.verdict}
        columns={columns}
        none={t('delivery.flux.none', 'Nothing of Flux was read.')}
      />
    </Section>
  );
}

/** The finding, why there is none, or what was looked at and is well. */
function Said({ check: { definition }, entity }: { check: CheckResult; entity: Entity }) {
  const styles = useStyles2(getStyles);
  if (entity.verdict === 'pass') {
    return <span className={styles.quiet}>{definition.title}</span>;
  }
  const words = entity.reason ? reasonWords(entity.reason) : findingAbout(definition, entity, null);
  return <span>{words}</span>;
}

/** Each once: checks are asked together, and fail together. */
function problemsOf(checks: readonly CheckResult[]): readonly Reason[] {
  const reasons = checks.flatMap(({ evidence, entities, reason }) => {
    const problems = evidence.flatMap(({ problem }) => problem ?? []);
    return problems.length === 0 && entities.length === 0 && reason ? [reason] : problems;
  });
  return [...new Map(reasons.map((reason) => [`${reason.code} ${reason.detail ?? ''}`, reason])).values()];
}

function kindOf({ labels }: Entity): string {
  return labels['customresource_kind'] ?? labels['controller'] ?? '';
}

function nameOf({ labels }: Entity): string {
  return [labels['exported_namespace'], labels['name']].filter(Boolean).join('/');
}

function Windows({ row: { windows } }: { row: ProjectRow }) {
  const styles = useStyles2(getStyles);
  const words = windows.map(({ window, open }) => {
    const state =
      open === null
        ? t('delivery.window.unreadable', 'schedule not understood')
        : open
          ? t('delivery.window.open', 'open now')
          : t('delivery.window.closed', 'closed now');
    const of = [...window.applications, ...window.namespaces, ...window.clusters].join(', ');
    return `${window.kind} ${window.schedule} ${window.duration} ${window.timeZone} (${of}), ${state}`;
  });
  return (
    <span className={styles.quiet} title={words.join('\n')}>
      {words.length === 0 ? t('delivery.window.none', 'none') : words.join('; ')}
    </span>
  );
}

function permissionWord({ syncs, windows }: ProjectRow): string {
  const forAll = windows.some(({ window }) => window.applications.includes('*'));
  switch (syncs) {
    case 'free':
      return t('delivery.syncs-free', 'at any time');
    case 'allowed':
      return t('delivery.syncs-allowed', 'allowed by a window');
    case 'denied':
      return forAll
        ? t('delivery.syncs-denied', 'denied by a window')
        : t('delivery.syncs-denied-some', 'to some denied by a window');
    case 'unknown':
      return t('delivery.syncs-unknown', '?');
  }
}

interface PartProps<Row> {
  title: string;
  part: Part<Row>;
  rowKey: (row: Row) => string;
  verdict?: (row: Row) => ClusterRow['verdict'];
  columns: ReadonlyArray<Column<Row>>;
  none: string;
}

function PartSection<Row>({ title, part, ...table }: PartProps<Row>) {
  return (
    <Section title={title} count={part.ok ? part.rows.length : null}>
      {part.ok && part.partial && <Unreadable reason={part.partial} partial />}
      {part.ok ? <FactTable label={title} rows={part.rows} {...table} /> : <Unreadable reason={part.reason} />}
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  axis: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    justifyContent: 'space-between',
    color: theme.colors.text.secondary,
  }),
  note: css({ ...theme.typography.bodySmall, margin: theme.spacing(0.5, 0, 0, 0), color: theme.colors.text.secondary }),
  quiet: css({ color: theme.colors.text.secondary }),
});
