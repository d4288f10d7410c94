import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { useMemo, useState } from 'react';
import { useParams } from 'react-router-dom';

import type { CheckResult } from '../../core/check/result';
import { notPassing } from '../../core/products/standing';
import type { System } from '../../core/products/system';
import { useNow } from '../../ui/Age';
import { useConnection, useReadStage } from '../../ui/connection';
import { EntityTable } from '../../ui/EntityTable';
import { Figures } from '../../ui/Figures';
import { lastReadings } from '../../ui/lastReadings';
import { Mark } from '../../ui/Mark';
import { reasonWords } from '../../ui/reasonText';
import { Section } from '../../ui/Section';
import { checkAdvice } from '../../ui/serverAdvice';
import { plural, t } from '../../ui/t';
import { useAddress } from '../../ui/useAddress';
import { WhatToDo } from '../../ui/WhatToDo';
import { useZone } from '../../ui/zone';
import { StandingList } from './cluster/StandingList';
import { EvidenceOf } from './EvidenceDrawer';
import { DataAge, Frame } from './Frame';
import { JournalNotice } from './JournalNotice';
import { NoSuchSystem } from './NoSuchSystem';
import { useProductPages } from './productPages';
import { findingsReader, type Findings } from './readers';
import { ServerSkeleton } from './ServerSkeleton';
import { SilentSource } from './SilentSource';
import { figureText, figureWord, lastText, systemName } from './systemWords';
import { useReadings } from './useReadings';

/** Things of one finding before "Show more". */
const FEW = 5;

/** Everything that checks found of a system that is seen through metrics alone, worst first. */
export function FindingsPage() {
  const { key = '' } = useParams();
  const { connection, library } = useConnection();
  const stage = useReadStage();
  const last = lastReadings(connection).systems;
  const readers = useMemo(
    () => [findingsReader(connection, library.systems, stage, { key, last })],
    [connection, library, stage, key, last]
  );
  const readings = useReadings(readers);
  const pageOf = useProductPages();
  const found = readings.values.get(key);
  const problem = readings.failed.get(key) ?? null;
  const system = found?.system ?? null;
  if (found !== undefined && system === null) {
    return <NoSuchSystem />;
  }
  const page = pageOf(key.split(' ')[0] ?? '');
  const isSeen = system !== null && problem === null;
  return (
    <Frame
      name={system === null ? page.word() : systemName(system, page)}
      verdict={isSeen ? system.verdict : problem === null ? null : 'unknown'}
      subTitle={page.word()}
      actions={<DataAge readings={readings} asOfMs={system?.asOfMs ?? null} />}
    >
      <JournalNotice />
      {isSeen ? (
        <FindingsOf system={system} checks={found?.checks ?? []} onRetry={readings.refresh} />
      ) : problem === null && !readings.cancelled ? (
        <ServerSkeleton />
      ) : (
        <SilentSource name={page.word()} uid="" reason={problem} onRetry={readings.refresh} />
      )}
    </Frame>
  );
}

interface Props {
  system: System;
  checks: Findings['checks'];
  onRetry: () => void;
}

function FindingsOf({ system, checks, onRetry }: Props) {
  const zone = useZone();
  const styles = useStyles2(getStyles);
  const nowMs = useNow(() => 10_000);
  const [, change] = useAddress();
  const page = useProductPages()(system.product);
  const openEvidence = (checkId: string) => change({ evidence: checkId });
  const wrong = notPassing(checks);
  const others = checks.filter(({ verdict }) => verdict === 'pass');
  return (
    <>
      {system.silent !== null && (
        <>
          <SilentSource
            name={systemName(system, page)}
            uid={system.sourceUid}
            reason={system.silent}
            isKept
            onRetry={onRetry}
          />
          <p className={styles.last}>{lastText(system, nowMs, zone)}</p>
        </>
      )}
      <Figures
        label={t('findings.figures', 'In figures')}
        figures={system.figures.map((figure) => ({
          key: figure.id,
          label: figureWord(figure, page),
          value: figure.value === null ? null : figureText(figure),
          verdict: figure.verdict,
          broken: figure.verdict === 'fail' || figure.verdict === 'warn',
        }))}
      />
      {system.silent === null && (
        <Section title={t('findings.title', 'Findings')} count={wrong.length}>
          {wrong.length === 0 && <Mark state="pass" word={t('findings.none', 'Every check passes.')} />}
          {wrong.map((check) => (
            <Finding key={check.definition.id} check={check} nowMs={nowMs} onOpen={openEvidence} />
          ))}
        </Section>
      )}
      {others.length > 0 && (
        <StandingList
          title={t('findings.pass', 'Checks that pass')}
          checks={others}
          openEvidence={openEvidence}
          nowMs={nowMs}
        />
      )}
      <EvidenceOf checks={checks} nowMs={nowMs} />
    </>
  );
}

interface FindingProps {
  check: CheckResult;
  nowMs: number;
  onOpen: (checkId: string) => void;
}

/** One check that does not pass: what it found, of which things, and what to do. */
function Finding({ check, nowMs, onOpen }: FindingProps) {
  const styles = useStyles2(getStyles);
  const [all, setAll] = useState(false);
  const { definition, verdict, finding, reason, entities } = check;
  const wrong = entities.filter((entity) => entity.verdict !== 'pass' && entity.verdict !== 'na');
  const shown = all ? wrong : wrong.slice(0, FEW);
  const advice = reason ? checkAdvice(definition, reason) : definition.remediation;
  return (
    <article className={styles.finding} aria-label={finding ?? definition.title}>
      <Mark state={verdict} />
      <div className={styles.body}>
        <div className={styles.quiet}>{definition.title}</div>
        <h3 className={styles.headline}>{finding ?? definition.title}</h3>
        {reason && <p className={styles.reason}>{reasonWords(reason)}</p>}
        {shown.length > 0 && <EntityTable check={check} entities={shown} nowMs={nowMs} />}
        {advice !== '' && <WhatToDo text={advice} />}
        <div className={styles.actions}>
          {shown.length < wrong.length && (
            <Button size="sm" variant="secondary" fill="text" icon="angle-down" onClick={() => setAll(true)}>
              {plural('findings.more', wrong.length - shown.length, {
                one: 'Show {{count}} more',
                other: 'Show {{count}} more',
              })}
            </Button>
          )}
          <Button size="sm" variant="secondary" fill="text" onClick={() => onOpen(definition.id)}>
            {t('findings.evidence', 'Evidence')}
          </Button>
        </div>
      </div>
    </article>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  last: css({ margin: theme.spacing(0, 0, 2, 0), color: theme.colors.text.secondary }),
  finding: css({
    display: 'grid',
    gridTemplateColumns: '108px minmax(0, 1fr)',
    alignItems: 'start',
    gap: theme.spacing(0.5, 1),
    padding: theme.spacing(1.5, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '@container (max-width: 560px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  body: css({ minWidth: 0, overflowWrap: 'anywhere', containerType: 'inline-size' }),
  headline: css({ ...theme.typography.h5, margin: theme.spacing(0, 0, 1, 0) }),
  quiet: css({ color: theme.colors.text.secondary }),
  reason: css({ margin: theme.spacing(0, 0, 1, 0), maxWidth: '80ch' }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5), margin: theme.spacing(0.5, 0, 0, -1) }),
});
