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
import { useZone } from '../../../ui/zone';
import { Frame } from '../Frame';
import { AuditFilters, filterOf } from './AuditFilters';
import { auditCsv, auditNdjson } from './auditFile';
import { auditRows, filterRows, type AuditRow } from './auditRows';
import { AuditTable, rowText } from './AuditTable';
import { Distrust } from './Distrust';
import { useAudit, type AuditRange } from './useAudit';

const RANGES = [7, 30, 90] as const;

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
  const rows = useMemo(() => (loaded.state === 'ready' ? auditRows(loaded.value) : NO_ROWS), [loaded]);
  const shown = useMemo(
    () => filterRows(rows, filterOf(params), (row) => rowText(row, titleOf)),
    [rows, params, titleOf]
  );
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
        {() => (
          <>
            <Distrust rows={rows} />
            <AuditFilters rows={rows} titleOf={titleOf} />
            <AuditTable rows={shown} titleOf={titleOf} />
            <Below shown={shown.length} of={rows.length} />
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
          onChange={(days) => change({ days: days === RANGES[0] ? null : String(days) }, { replace: true })}
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

function Below({ shown, of }: { shown: number; of: number }) {
  const styles = useStyles2(getStyles);
  const [, change] = useAddress();
  return (
    <p className={styles.below}>
      {t('audit.shown', '{{shown}} of {{of}} entries', { shown, of })}
      {shown < of && (
        <Button
          size="sm"
          fill="text"
          onClick={() => change({ search: null, only: null, list: null, person: null }, { replace: true })}
        >
          {t('filter.clear', 'Clear filters')}
        </Button>
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
  below: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    margin: theme.spacing(1, 0, 0, 0),
    color: theme.colors.text.secondary,
  }),
});
