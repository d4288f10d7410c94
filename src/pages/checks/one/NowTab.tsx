import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { CheckDefinition } from '../../../core/check/definition';
import { findingsOf } from '../../../core/check/findings';
import type { CheckResult } from '../../../core/check/result';
import { useNow } from '../../../ui/Age';
import { AcceptedBaseline } from '../../../ui/baseline/AcceptedBaseline';
import { useConnection } from '../../../ui/connection';
import { CustomisedLine } from '../../../ui/CustomisedLine';
import { Evidence } from '../../../ui/Evidence';
import { Mark } from '../../../ui/Mark';
import { reasonBeside, reasonWords } from '../../../ui/reasonText';
import { checkingWords, waitingWords } from '../../../ui/round/lookWords';
import type { Look } from '../../../ui/round/useLook';
import { checkAdvice } from '../../../ui/serverAdvice';
import { SourceSaid } from '../../../ui/SourceSaid';
import { plural, t } from '../../../ui/t';
import { countText } from '../../../ui/when';
import { WhatToDo } from '../../../ui/WhatToDo';
import { EntityList } from './EntityList';

interface Props {
  definition: CheckDefinition;
  /** Null before it was judged. */
  check: CheckResult | null;
  look: Look;
}

/** What the check says now: its verdict in a sentence, what to do, all that it looks at, and how it was measured. */
export function NowTab({ definition, check, look }: Props) {
  const styles = useStyles2(getStyles);
  const nowMs = useNow(() => 10_000);
  const connected = useConnection();
  const { dataSources } = connected.connection;
  if (check === null) {
    return (
      <div className={styles.head} role="status">
        <Mark state="pending" size="xl" />
        <span>
          {checkingWords(look, false)}. {waitingWords(look.pending)}
        </span>
      </div>
    );
  }
  const { verdict, reason, evidence, gone } = check;
  const advice = reason ? checkAdvice(definition, reason) : definition.remediation;
  return (
    <>
      <div className={styles.head}>
        <span className={styles.mark}>
          <Mark state={verdict} size="xl" />
        </span>
        <div className={styles.words}>
          {sentencesOf(check).map((text) => (
            <h2 key={text} className={styles.sentence}>
              {text}
            </h2>
          ))}
          {reason && <p className={styles.line}>{reasonBeside(check.finding ?? '', reason)}</p>}
          <SourceSaid reason={reason} />
          <CustomisedLine definition={definition} />
          {verdict === 'na' && definition.hint !== undefined && !reason?.detail?.includes(definition.hint) && (
            <p className={styles.line}>{definition.hint}</p>
          )}
          {verdict !== 'pass' && verdict !== 'na' && advice !== '' && <WhatToDo text={advice} />}
        </div>
      </div>
      <AcceptedBaseline check={check} connected={connected} look={look} nowMs={nowMs} />
      {check.entities.length > 0 && <EntityList check={check} nowMs={nowMs} />}
      {gone.length > 0 && (
        <p className={styles.quiet}>
          {plural('check.gone', gone.length, {
            one: '{{count}} thing is left out: somebody said that it is gone for good.',
            other: '{{count}} things are left out: somebody said that they are gone for good.',
          })}
        </p>
      )}
      {evidence.map((one) => (
        <div key={one.sourceUid} className={styles.evidence}>
          <Evidence evidence={one} source={dataSources.find(({ uid }) => uid === one.sourceUid)} />
        </div>
      ))}
    </>
  );
}

/** What is wrong, worst first; that all is well; or why there is nothing to judge. */
function sentencesOf(check: CheckResult): readonly string[] {
  const { verdict, counts, reason } = check;
  if (verdict === 'pass') {
    return [
      plural(
        'check.all-pass',
        counts.pass,
        { one: 'The one thing that it looks at passes', other: 'All {{n}} things that it looks at pass' },
        { n: countText(counts.pass) }
      ),
    ];
  }
  if (verdict === 'na') {
    return [reasonWords({ code: reason?.code ?? 'no-data' })];
  }
  const found = findingsOf(check).map(({ text }) => text);
  return found.length > 0 ? found : [t('check.unknown', 'What it says is not known')];
}

const getStyles = (theme: GrafanaTheme2) => ({
  head: css({
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: theme.spacing(1, 4),
    alignItems: 'baseline',
    '@container (max-width: 559px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  mark: css({ ...theme.typography.h4, margin: 0 }),
  words: css({ maxWidth: '90ch' }),
  sentence: css({
    ...theme.typography.h4,
    margin: 0,
    overflowWrap: 'anywhere',
    '& + &': { ...theme.typography.body, marginTop: theme.spacing(0.75) },
  }),
  line: css({
    margin: theme.spacing(0.5, 0, 0, 0),
    maxWidth: '80ch',
    overflowWrap: 'anywhere',
    '&:empty': { display: 'none' },
  }),
  quiet: css({ color: theme.colors.text.secondary, margin: theme.spacing(1, 0) }),
  evidence: css({ marginTop: theme.spacing(4) }),
});
