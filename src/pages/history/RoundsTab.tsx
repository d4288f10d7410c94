import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, EmptyState, LinkButton, useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';

import type { History } from '../../core/checklist/history';
import { historyFinding } from '../../core/checklist/historyFigures';
import { instantOf, localDate } from '../../core/time/zone';
import { appHref } from '../../ui/appHref';
import { useConnection } from '../../ui/connection';
import { downloadCsv } from '../../ui/download';
import { LoadableView } from '../../ui/LoadableView';
import { RoundLegend } from '../../ui/round/RoundLegend';
import { Section } from '../../ui/Section';
import { Figures } from '../../ui/Figures';
import { t } from '../../ui/t';
import { shortDate, shortDateWithYear } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { CarriedOver } from './CarriedOver';
import { findingHeading, findingNumbers } from './findingWords';
import { figuresOf } from './figures';
import { Frame } from './Frame';
import { HeatMap } from './HeatMap';
import { roundsCsv } from './roundsCsv';
import { useHistory, type ReadHistory } from './useHistory';

/** Thirteen weeks of all lists that are on: which rounds were kept, and what they left open. */
export function RoundsTab() {
  const { connection } = useConnection();
  const read = useHistory();
  return (
    <Frame tab="rounds" subTitle={<Subtitle history={read.history} />} actions={<ExportCsv read={read} />}>
      {connection.configured ? <Rounds read={read} /> : <NotStarted />}
    </Frame>
  );
}

function Rounds({ read }: { read: ReadHistory }) {
  const styles = useStyles2(getStyles);
  const { history, carried, isReading, failed, nowMs, reread } = read;
  const figures = useMemo(() => figuresOf(history, carried), [history, carried]);
  const finding = useMemo(() => historyFinding(history), [history]);
  if (isReading) {
    return (
      <p role="status" className={styles.reading}>
        {t('history.reading', 'Reading thirteen weeks of the journal')}
      </p>
    );
  }
  const titleOf = (list: string) => history.lists.find(({ template }) => template.id === list)?.template.title ?? list;
  return (
    <>
      {failed && (
        <LoadableView
          of={{ state: 'failed', reason: failed }}
          subject={t('history.journal', 'The journal')}
          loading={null}
          onRetry={reread}
        >
          {() => null}
        </LoadableView>
      )}
      <Figures label={t('history.figures', 'Thirteen weeks')} figures={figures} />
      <Section title={findingHeading(finding, titleOf)} count={findingNumbers(finding)} actions={<RoundLegend />}>
        <HeatMap history={history} nowMs={nowMs} />
      </Section>
      {carried && <CarriedOver carried={carried} titleOf={titleOf} />}
    </>
  );
}

/** Before somebody turned the rounds on there is nothing that could have been missed. */
function NotStarted() {
  return (
    <EmptyState
      variant="call-to-action"
      message={t('history.not-started', 'The rounds are not turned on yet')}
      button={<LinkButton href={appHref('today')}>{t('history.open-today', 'Open Today')}</LinkButton>}
    >
      {t('history.not-started-what', 'From the first round on this page says which were kept.')}
    </EmptyState>
  );
}

function Subtitle({ history: { fromDate, toDate } }: { history: History }) {
  const zone = useZone();
  const noon = (date: string) => instantOf(date, '12:00', zone);
  return (
    <>
      {t('history.subtitle', 'Did we do it, when, and what did we find? {{from}} to {{to}}.', {
        from: shortDate(noon(fromDate), zone),
        to: shortDateWithYear(noon(toDate), zone),
      })}
    </>
  );
}

function ExportCsv({ read: { history, isReading, failed, nowMs } }: { read: ReadHistory }) {
  const zone = useZone();
  return (
    <Button
      variant="secondary"
      fill="outline"
      icon="download-alt"
      disabled={isReading || failed !== null}
      onClick={() => downloadCsv(roundsCsv(history), `rounds-${localDate(nowMs, zone)}.csv`)}
    >
      {t('history.csv', 'Export CSV')}
    </Button>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  reading: css({ color: theme.colors.text.secondary }),
});
