import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { IconButton, useStyles2, useTheme2 } from '@grafana/ui';
import { useCallback, useMemo } from 'react';

import { isException } from '../../../core/check/verdict';
import type { KpiReading } from '../../../core/kpi/reading';
import type { Column } from '../../../ui/column';
import { useConnection } from '../../../ui/connection';
import { useMayNotAppend } from '../../../ui/journal/useAppend';
import { useKpisPoll } from '../../../ui/kpi/useKpis';
import { Mark } from '../../../ui/Mark';
import { usePoll } from '../../../ui/polling/usePoll';
import { reasonWords } from '../../../ui/reasonText';
import { ObjectiveMark } from '../../../ui/slo/ObjectiveMark';
import { objectiveCountWord } from '../../../ui/slo/objectiveWords';
import { t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { countVerdicts, VerdictFilter, verdictsOf, verdictsParam } from '../../../ui/VerdictFilter';
import { markColor } from '../../../ui/verdictLook';
import { VirtualTable } from '../../../ui/VirtualTable';
import { useZone } from '../../../ui/zone';
import { Ev } from '../Ev';
import { evidenceOf, evidenceParam } from '../evidenceAddress';
import { Frame } from '../Frame';
import { useScorecardWindow } from '../scorecardWindow';
import { WindowBar } from '../WindowBar';
import { EnterFigure } from './EnterFigure';
import { takesEntries } from './entryPeriod';
import { enteredWords } from './entryWords';
import { FigureEvidence } from './FigureEvidence';
import { figureText, reasonSentence, targetText, trendWords } from './figureWords';
import { FigureTrend, worstFiguresFirst } from './KeyFigures';

/** All key figures, worst first: one that nothing feeds is unknown and says what would feed it. */
export function FiguresPage() {
  const styles = useStyles2(getStyles);
  const window = useScorecardWindow();
  const poll = useKpisPoll(window.periods[0]);
  const state = usePoll(poll);
  const zone = useZone();
  const { library, connection } = useConnection();
  const mayNot = useMayNotAppend(connection.journal);
  const [params, change] = useAddress();
  const chosen = verdictsOf(params.get('verdict'));
  const all = useMemo(() => worstFiguresFirst(state.value ?? []), [state.value]);
  const shown = all.filter(({ verdict }) => chosen.size === 0 || chosen.has(verdict));
  const enter = useCallback((id: string) => change({ enter: id }), [change]);
  const columns = useColumns(mayNot === null ? enter : null);
  const asked = evidenceOf(params.get('evidence'));
  const evidence = asked && all.find(({ definition }) => definition.id === asked.of);
  const note = useCallback((reading: KpiReading) => reasonSentence(reading, zone) || null, [zone]);
  return (
    <Frame
      name={t('figures.title', 'Key figures')}
      subTitle={t('figures.subtitle', 'What the team is measured by. A figure that nothing feeds is unknown.')}
    >
      <WindowBar
        window={window}
        own={t('window.own', 'Own windows')}
        span={null}
        poll={{ state, refresh: poll.refresh, cancel: poll.cancel }}
      />
      {state.failed && (
        <p role="alert">
          <Mark state="unknown" word={t('figures.failed', 'The key figures could not be read')} />{' '}
          {reasonWords(state.failed)}
        </p>
      )}
      <div className={styles.filter}>
        <VerdictFilter
          counts={countVerdicts(all.map(({ verdict }) => verdict))}
          chosen={chosen}
          wordOf={objectiveCountWord}
          onChange={(next) => change({ verdict: verdictsParam(next) }, { replace: true })}
        />
      </div>
      {mayNot !== null && state.value !== null && (
        <p className={styles.quiet}>
          {t('figures.may-not', 'Some figures can be entered by hand.')} {mayNot}
        </p>
      )}
      <VirtualTable
        label={t('figures.title', 'Key figures')}
        columns={columns}
        rows={shown}
        rowKey={({ definition }) => definition.id}
        onOpen={({ definition }) => change({ evidence: evidenceParam(definition.id, 'figure') })}
        note={note}
        skeletonRows={state.value === null && state.isReading ? library.kpis.length : 0}
      />
      {evidence && (
        <FigureEvidence reading={evidence} readMs={state.readMs} onClose={() => change({ evidence: null })} />
      )}
      <EnterFigure readings={all} onWritten={poll.again} />
    </Frame>
  );
}

/** @param enter Null for who may not. */
function useColumns(enter: ((id: string) => void) | null): ReadonlyArray<Column<KpiReading>> {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const zone = useZone();
  return useMemo(
    (): ReadonlyArray<Column<KpiReading>> => [
      {
        key: 'verdict',
        heading: t('objectives.verdict', 'Verdict'),
        width: 104,
        cell: ({ verdict }) => <ObjectiveMark verdict={verdict} />,
      },
      {
        key: 'figure',
        heading: t('figures.figure', 'Key figure'),
        wraps: true,
        cell: (reading) => (
          <>
            <span className={isException(reading.verdict) ? styles.medium : undefined}>{reading.definition.title}</span>
            <div className={cx(styles.quiet, styles.sentence)}>{reading.definition.sentence}</div>
            {reading.entry !== null && <div className={styles.quiet}>{enteredWords(reading, zone)}</div>}
          </>
        ),
      },
      {
        key: 'value',
        heading: t('table.value', 'Value'),
        width: 116,
        numeric: true,
        cell: (reading) => (
          <Ev of={reading.definition.id} field="figure" label={`${reading.definition.title}: ${figureText(reading)}`}>
            <span style={isException(reading.verdict) ? { color: markColor(reading.verdict, theme) } : undefined}>
              {figureText(reading)}
            </span>
          </Ev>
        ),
      },
      {
        key: 'target',
        heading: t('objectives.target', 'Target'),
        width: 120,
        numeric: true,
        from: 560,
        cell: ({ definition }) => <span className={styles.quiet}>{targetText(definition)}</span>,
      },
      {
        key: 'trend',
        heading: t('figures.trend', 'Day by day'),
        width: 140,
        from: 900,
        cell: (reading) => <FigureTrend reading={reading} />,
      },
      {
        key: 'change',
        heading: t('figures.change', 'Against the time before'),
        width: 168,
        from: 760,
        cell: (reading) => <span className={styles.quiet}>{trendWords(reading)}</span>,
      },
      ...(enter === null ? [] : [enterColumn(enter)]),
    ],
    [styles, theme, zone, enter]
  );
}

function enterColumn(enter: (id: string) => void): Column<KpiReading> {
  return {
    key: 'enter',
    heading: '',
    width: 40,
    cell: (reading) =>
      takesEntries(reading) && (
        <IconButton
          name="pen"
          tooltip={t('enter.title', 'Enter {{name}}', { name: reading.definition.shortTitle })}
          onClick={() => enter(reading.definition.id)}
        />
      ),
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  filter: css({ marginBottom: theme.spacing(1.5) }),
  medium: css({ fontWeight: theme.typography.fontWeightMedium }),
  quiet: css({ color: theme.colors.text.secondary }),
  // On a phone the evidence has it: a word per line is not read.
  sentence: css({ '@container (max-width: 480px)': { display: 'none' } }),
});
