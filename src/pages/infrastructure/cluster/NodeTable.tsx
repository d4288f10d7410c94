import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import type { Judged } from '../../../core/products/judged';
import { isStandingBad, standingRank, type Standing } from '../../../core/products/pending';
import type { NodeRow } from '../../../core/products/proxmox-ve/view';
import { bytesText, countOrUnknown, gibText, percentText, UNKNOWN_TEXT } from '../../../ui/amounts';
import type { Column } from '../../../ui/column';
import { durationText } from '../../../ui/duration';
import { JudgedText } from '../../../ui/JudgedText';
import { Mark } from '../../../ui/Mark';
import { Meter } from '../../../ui/Meter';
import { Section } from '../../../ui/Section';
import { byNumber, byText, sortOf, sortParam, sortRows, type Sort } from '../../../ui/sortRows';
import { plural, t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { markColor } from '../../../ui/verdictLook';
import { VirtualTable } from '../../../ui/VirtualTable';
import { useStickyTop } from '../useStickyTop';

/** Memory is drawn up to this share, so that what is promised beyond what there is can be seen. */
const MEMORY_SCALE = 1.25;
const USUAL: Sort = { key: 'node', descending: true };

/** The nodes of a cluster: CPU, memory used, allocated and physical on one scale, and what would be if it failed. */
export function NodeTable({ nodes }: { nodes: readonly NodeRow[] }) {
  const styles = useStyles2(getStyles);
  const stickyTop = useStickyTop();
  const [params, change] = useAddress();
  const columns = useColumns();
  const sort = sortOf(params.get('nodes'), USUAL);
  const others = nodes.length - 1;
  return (
    <Section
      title={t('nodes.title', 'Nodes')}
      count={nodes.length}
      actions={<Legend week={nodes.some((node) => node.cpuIsWeek)} />}
    >
      <VirtualTable
        label={t('nodes.title', 'Nodes')}
        columns={columns}
        rows={sortRows(nodes, columns, sort)}
        rowKey={({ name }) => name}
        sort={sort}
        onSort={(next) => change({ nodes: sortParam(next, USUAL) }, { replace: true })}
        rowHeight={56}
        stickyTop={stickyTop}
        note={noteOf}
      />
      {others > 0 && (
        <p className={styles.note}>
          {plural('nodes.note', others, {
            one: 'If it fails: memory in use on all nodes, as share of what the other one has, less 8 GiB kept on each.',
            other:
              'If it fails: memory in use on all nodes, as share of what the other {{count}} have, less 8 GiB kept on each.',
          })}
        </p>
      )}
    </Section>
  );
}

function Legend({ week }: { week: boolean }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.legend}>
      <span>
        <i className={styles.used} /> {week ? t('nodes.used-week', 'used, CPU p95 of 7 days') : t('nodes.used', 'used')}
      </span>
      <span>
        <i className={styles.allocated} /> {t('nodes.allocated', 'allocated to running guests')}
      </span>
      <span>
        <i className={styles.physical} /> {t('nodes.physical', 'physical')}
      </span>
    </span>
  );
}

function useColumns(): Array<Column<NodeRow>> {
  const styles = useStyles2(getStyles);
  const worst = (a: NodeRow, b: NodeRow) => standingRank(b.verdict) - standingRank(a.verdict) || byText(nameOf)(b, a);
  const numeric = { numeric: true, largestFirst: true };
  return [
    {
      key: 'node',
      heading: t('nodes.node', 'Node'),
      compare: worst,
      largestFirst: true,
      cell: ({ name, verdict, version, status }) => {
        const words = status === 'online' ? (version ?? UNKNOWN_TEXT) : statusWord(status);
        return (
          <span title={`${name} ${words}`}>
            <span className={styles.name}>{name}</span>
            <span className={styles.state}>
              <Mark state={verdict} size="sm" />· {words}
            </span>
          </span>
        );
      },
    },
    {
      key: 'cpu-meter',
      heading: t('nodes.cpu', 'CPU'),
      width: 96,
      from: 900,
      cell: ({ cpu }) => <Meter ratio={cpu.value} verdict={cpu.verdict} />,
    },
    {
      key: 'cpu',
      heading: t('nodes.vcpu', 'vCPU : core'),
      width: 92,
      from: 480,
      ...numeric,
      compare: byNumber(({ cpu }) => cpu.value),
      cell: ({ cpu, vcpuPerCore }) => (
        <TwoLines judged={cpu}>{vcpuPerCore === null ? UNKNOWN_TEXT : `${vcpuPerCore.toFixed(1)} : 1`}</TwoLines>
      ),
    },
    {
      key: 'memory-meter',
      heading: t('nodes.memory', 'Memory'),
      width: 210,
      from: 700,
      cell: ({ memory, memoryAllocatedBytes, memoryBytes }) => (
        <Meter
          ratio={memory.value}
          verdict={memory.verdict}
          limit={1}
          under={memoryAllocatedBytes !== null && memoryBytes !== null ? memoryAllocatedBytes / memoryBytes : null}
          scale={MEMORY_SCALE}
        />
      ),
    },
    {
      key: 'memory',
      heading: t('nodes.memory-numbers', 'used · alloc · has GiB'),
      width: 146,
      ...numeric,
      compare: byNumber(({ memory }) => memory.value),
      cell: ({ memory, allocated, memoryUsedBytes, memoryAllocatedBytes, memoryBytes }) => (
        <TwoLines judged={memory} second={allocated.verdict}>
          {[memoryUsedBytes, memoryAllocatedBytes, memoryBytes].map(gibText).join(' · ')}
        </TwoLines>
      ),
    },
    {
      key: 'root',
      heading: t('nodes.root', 'Root FS'),
      width: 80,
      from: 860,
      ...numeric,
      compare: byNumber(({ root }) => root.value),
      cell: ({ root }) => <Share judged={root} />,
    },
    {
      key: 'io-wait',
      heading: t('nodes.io-wait', 'IO wait'),
      width: 80,
      from: 960,
      ...numeric,
      compare: byNumber(({ ioWait }) => ioWait.value),
      cell: ({ ioWait }) => <Share judged={ioWait} decimals={1} />,
    },
    {
      key: 'guests',
      heading: t('nodes.guests', 'Guests'),
      width: 66,
      from: 560,
      ...numeric,
      compare: byNumber(({ guests }) => guests),
      cell: ({ guests }) => countOrUnknown(guests),
    },
    {
      key: 'up',
      heading: t('nodes.up', 'Up'),
      width: 58,
      from: 1000,
      ...numeric,
      compare: byNumber(({ uptimeSeconds }) => uptimeSeconds),
      cell: ({ uptimeSeconds }) => (
        <span className={styles.quiet}>
          {uptimeSeconds === null ? UNKNOWN_TEXT : durationText(uptimeSeconds * 1000)}
        </span>
      ),
    },
    {
      key: 'fails',
      heading: t('nodes.fails', 'If it fails'),
      width: 108,
      ...numeric,
      compare: byNumber(({ ifItFails }) => ifItFails.value),
      cell: ({ ifItFails }) => <TwoLines judged={ifItFails}>{failsText(ifItFails)}</TwoLines>,
    },
  ];
}

function nameOf({ name }: NodeRow): string {
  return name;
}

function statusWord(status: NodeRow['status']): string {
  return status === 'offline' ? t('nodes.offline', 'offline') : t('nodes.silent', 'no status');
}

function failsText({ value, lacksBytes }: NodeRow['ifItFails']): string {
  if (value === null) {
    return '';
  }
  return lacksBytes !== null && lacksBytes > 0
    ? t('nodes.lacks', 'lacks {{bytes}}', { bytes: bytesText(lacksBytes) })
    : t('nodes.fits', 'fits');
}

/** What is wrong with a node and stands in no column, worst first. */
function noteOf({ hints }: NodeRow): ReactNode | null {
  const [worst, ...others] = hints;
  return worst === undefined ? null : <Note worst={worst} more={others.length} />;
}

function Note({ worst, more }: { worst: NodeRow['hints'][number]; more: number }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.reason}>
      <Mark state={worst.verdict} glyphOnly size="sm" />
      <span>
        {worst.finding}
        {more > 0 && (
          <span className={styles.quiet}>
            {' '}
            {plural('nodes.more', more, { one: 'and {{count}} more', other: 'and {{count}} more' })}
          </span>
        )}
      </span>
    </span>
  );
}

/** A share over a quieter second line, which has the colour of what is said of it where that is not well. */
function TwoLines({ judged, second, children }: { judged: Judged; second?: Standing; children: string }) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const colour = second !== undefined && isStandingBad(second) ? markColor(second, theme) : undefined;
  return (
    <>
      <span className={styles.first}>
        <Share judged={judged} />
      </span>
      <span className={styles.second} style={colour === undefined ? undefined : { color: colour }}>
        {children}
      </span>
    </>
  );
}

function Share({ judged: { value, verdict }, decimals = 0 }: { judged: Judged; decimals?: number }) {
  return (
    <JudgedText verdict={value === null && verdict !== 'pending' ? 'unknown' : verdict}>
      {decimals > 0 && value !== null ? `${(value * 100).toFixed(decimals)}\u00a0%` : percentText(value)}
    </JudgedText>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  name: css({ display: 'block', overflow: 'hidden', textOverflow: 'ellipsis' }),
  first: css({ display: 'flex', gap: theme.spacing(0.75), justifyContent: 'flex-end' }),
  second: css({
    ...theme.typography.bodySmall,
    display: 'block',
    color: theme.colors.text.secondary,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  }),
  state: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    color: theme.colors.text.secondary,
  }),
  reason: css({ display: 'flex', alignItems: 'baseline', gap: theme.spacing(0.75) }),
  quiet: css({ color: theme.colors.text.secondary }),
  note: css({ ...theme.typography.bodySmall, margin: theme.spacing(1, 0, 0, 0), color: theme.colors.text.secondary }),
  legend: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    '& span': { display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.75) },
  }),
  used: css({ width: 16, height: 6, background: theme.colors.success.main }),
  allocated: css({ width: 18, height: 2, background: theme.colors.text.secondary }),
  physical: css({ width: 2, height: 12, background: theme.colors.text.primary }),
});
