import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';

import { localDate } from '../../../core/time/zone';
import { useConnection } from '../../../ui/connection';
import { download, downloadCsv } from '../../../ui/download';
import { LoadableView } from '../../../ui/LoadableView';
import { useServices } from '../../../ui/services';
import { t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { countText } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { Frame } from '../Frame';
import { AuditFilters, filterOf } from './AuditFilters';
import { auditCsv, auditNdjson } from './auditFile';
import { auditRows, filterRows, type AuditRow } from './auditRows';
import { AuditTable, rowText } from './AuditTable';
import { Distrust } from './Distrust';
import { useAudit, type AuditRange } from './useAudit';

const RANGES = [7, 30, 90] as const;

/** So many are drawn whole, with what their notes say. */
const PAGE_ROWS = 200;

/** Every entry of the journal, as Grafana stored it: what was written, by whom, and whether it still is what was written. */
export function AuditTab() {
  const [params] = useAddress();
  const run = params.get('run');
  const days = RANGES.find((range) => String(range) === params.get('days')) ?? RANGES[0];
  // Another range is another reading: it begins with nothing known.
  return <Audit key={run ?? days} range={run === null ? { days } : { run }} />;
}

const NO_ROWS: readonly AuditRow[] = [];

function Audit({ range }: { range: AuditRange }) {
  const { loaded, reload } = useAudit(range);
  const { library } = useConnection();
  const [params] = useAddress();
  const titleOf = useMemo(() => {
    const titles = new Map(library.checklists.map(({ id, title }) => [id, title]));
    return (list: string) => titles.get(list) ?? list;
  }, [library]);
  const rows = useMemo(
    () => (loaded.state === 'ready' ? auditRows(loaded.value, loaded.value.integrity) : NO_ROWS),
    [loaded]
  );
  const shown = useMemo(
    () => filterRows(rows, filterOf(params), (row) => rowText(row, titleOf)),
    [rows, params, titleOf]
  );
  const pages = Math.max(1, Math.ceil(shown.length / PAGE_ROWS));
  const page = Math.min(pages - 1, Math.max(0, Math.floor(Number(params.get('page')) || 0)));
  const listed = useMemo(() => shown.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS), [shown, page]);
  return (
    <Frame
      tab="audit"
      subTitle={t('audit.subtitle', 'Every entry of the journal, as Grafana stored it.')}
      actions={<Exports rows={shown} />}
    >
      <RangeBar range={range} isReading={loaded.state === 'loading'} onRefresh={reload} titleOf={titleOf} />
      <LoadableView
        of={loaded}
        subject={t('history.journal', 'The journal')}
        loading={<AuditTable rows={NO_ROWS} titleOf={titleOf} isReading />}
        onRetry={reload}
      >
        {({ integrity }) => (
          <>
            <Distrust rows={rows} integrity={integrity} />
            <AuditFilters rows={rows} titleOf={titleOf} />
            <AuditTable rows={listed} titleOf={titleOf} />
            <Below first={page * PAGE_ROWS} listed={listed.length} shown={shown.length} of={rows.length} page={page} />
          </>
        )}
      </LoadableView>
    </Frame>
  );
}

interface RangeProps {
  range: AuditRange;
  isReading: boolean;
  onRefresh: () => void;
  titleOf: (list: string) => string;
}

function RangeBar({ range, isReading, onRefresh, titleOf }: RangeProps) {
  const styles = useStyles2(getStyles);
  const [, change] = useAddress();
  return (
    <div className={styles.bar}>
      {'run' in range ? (
        <span className={styles.run}>
          {t('audit.of-run', 'Entries about {{list}} of {{date}}', {
            list: titleOf(range.run.split('/')[0] ?? ''),
            date: range.run.split('/').slice(1).join(' '),
          })}
          <Button size="sm" fill="text" onClick={() => change({ run: null })}>
            {t('audit.all-runs', 'Show all')}
          </Button>
        </span>
      ) : (
        <RadioButtonGroup
          aria-label={t('audit.range', 'How far back')}
          value={range.days}
          options={RANGES.map((days) => ({ value: days, label: t('audit.days', '{{days}} days', { days }) }))}
          onChange={(days) => change({ days: days === RANGES[0] ? null : String(days), page: null }, { replace: true })}
        />
      )}
      <span className={styles.refresh}>
        <span role="status">{isReading && t('audit.reading', 'Reading the journal')}</span>
        <Button size="sm" fill="text" variant="secondary" icon="sync" disabled={isReading} onClick={onRefresh}>
          {t('audit.refresh', 'Refresh')}
        </Button>
      </span>
    </div>
  );
}

interface BelowProps {
  /** Index of the first one that is listed. */
  first: number;
  listed: number;
  /** What the filters leave. */
  shown: number;
  of: number;
  page: number;
}

function Below({ first, listed, shown, of, page }: BelowProps) {
  const styles = useStyles2(getStyles);
  const [, change] = useAddress();
  const goTo = (next: number) => change({ page: next === 0 ? null : String(next) });
  return (
    <p className={styles.below}>
      <span>
        {listed < shown
          ? t('audit.page', '{{from}} to {{to}} of {{shown}} entries', {
              from: countText(first + 1),
              to: countText(first + listed),
              shown: countText(shown),
            })
          : t('audit.shown', '{{shown}} of {{of}} entries', { shown: countText(shown), of: countText(of) })}
      </span>
      {shown < of && (
        <Button
          size="sm"
          fill="text"
          onClick={() => change({ search: null, only: null, list: null, person: null, page: null }, { replace: true })}
        >
          {t('filter.clear', 'Clear filters')}
        </Button>
      )}
      {listed < shown && (
        <span className={styles.pages}>
          <Button size="sm" variant="secondary" disabled={page === 0} onClick={() => goTo(page - 1)}>
            {t('audit.newer', 'Newer')}
          </Button>
          <Button size="sm" variant="secondary" disabled={first + listed >= shown} onClick={() => goTo(page + 1)}>
            {t('audit.older', 'Older')}
          </Button>
        </span>
      )}
    </p>
  );
}

/** What is listed, as it is filtered, as files. */
function Exports({ rows }: { rows: readonly AuditRow[] }) {
  const zone = useZone();
  const { clock } = useServices();
  const name = (ending: string) => `journal-${localDate(clock(), zone)}.${ending}`;
  const isNothing = rows.length === 0;
  return (
    <>
      <Button
        variant="secondary"
        fill="outline"
        icon="download-alt"
        disabled={isNothing}
        onClick={() => downloadCsv(auditCsv(rows), name('csv'))}
      >
        {t('audit.csv', 'CSV')}
      </Button>
      <Button
        variant="secondary"
        fill="outline"
        icon="download-alt"
        disabled={isNothing}
        onClick={() =>
          download(new Blob([auditNdjson(rows)], { type: 'application/x-ndjson;charset=utf-8' }), name('ndjson'))
        }
      >
        {t('audit.ndjson', 'NDJSON')}
      </Button>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
  }),
  run: css({ display: 'inline-flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(0, 1) }),
  refresh: css({
    ...theme.typography.bodySmall,
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    color: theme.colors.text.secondary,
  }),
  pages: css({ display: 'inline-flex', gap: theme.spacing(1), marginLeft: 'auto' }),
  below: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    margin: theme.spacing(1, 0, 0, 0),
    color: theme.colors.text.secondary,
  }),
});
