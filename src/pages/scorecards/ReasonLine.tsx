import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';
import { Link } from 'react-router-dom';

import { badPeriods } from '../../core/slo/course';
import type { ScorecardRow } from '../../core/slo/scorecard';
import { becauseSentence } from '../../core/slo/sentences';
import { reasonWords } from '../../ui/reasonText';
import { leftText, wordingIn } from '../../ui/slo/objectiveWords';
import { t } from '../../ui/t';
import { useAddress } from '../../ui/useAddress';
import { clockTime, shortDate } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { evidenceParam, type EvidenceField } from './evidenceAddress';
import { objectiveHref } from './paths';

interface Props {
  row: ScorecardRow;
  window: string | null;
  /** One line, whatever it takes. */
  isCut: boolean;
}

/** Above this share one period is worth a sentence. */
const TELLING_SHARE = 0.25;

/** Why an objective is not met, in a sentence or two, and where to go from there. */
export function ReasonLine({ row, window, isCut }: Props) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const sentence = useMemo(() => sentenceOf(row, zone), [row, zone]);
  return (
    <div className={isCut ? styles.cut : styles.line} {...(isCut && { title: sentence })}>
      {sentence} <NextStep row={row} window={window} />
    </div>
  );
}

/** The core's sentence, and of an overspent budget the period that took most of it. */
export function sentenceOf(row: ScorecardRow, zone: string): string {
  const [result] = row.results;
  if (!result) {
    return '';
  }
  if (result.because?.code === 'source') {
    return reasonWords(result.because.reason);
  }
  const because = becauseSentence(result, wordingIn(zone));
  const [worst] = result.because?.code === 'overspent' && row.counts ? badPeriods({ result, counts: row.counts }) : [];
  if (!worst || !(worst.share >= TELLING_SHARE) || !Number.isFinite(worst.share)) {
    return because;
  }
  const sameDay = shortDate(worst.fromMs, zone) === shortDate(worst.toMs, zone);
  const period = {
    from: `${shortDate(worst.fromMs, zone)}, ${clockTime(worst.fromMs, zone)}`,
    to: `${sameDay ? '' : `${shortDate(worst.toMs, zone)}, `}${clockTime(worst.toMs, zone)}`,
  };
  const took =
    worst.share > 1
      ? t('objectives.took-more', 'One period took more than all of it: {{from}} to {{to}}.', period)
      : t('objectives.took', 'One period took {{share}} % of it: {{from}} to {{to}}.', {
          ...period,
          share: leftText(worst.share),
        });
  return `${because} ${took}`;
}

function NextStep({ row, window }: Pick<Props, 'row' | 'window'>) {
  const styles = useStyles2(getStyles);
  const [, change] = useAddress();
  const because = row.results[0]?.because;
  const evidence = (field: EvidenceField, words: string) => (
    <button type="button" className={styles.link} onClick={() => change({ evidence: evidenceParam(row.key, field) })}>
      {words}
    </button>
  );
  const page = (words: string, id = row.objective.id, group = row.group) => (
    <Link to={objectiveHref(id, group, window)} className={styles.link}>
      {words}
    </Link>
  );
  switch (because?.code) {
    case undefined:
      return null;
    case 'source':
    case 'no-data':
    case 'coverage':
    case 'ended':
      return evidence('coverage', t('objectives.check-source', 'Check the source'));
    case 'low-traffic':
    case 'inconsistent':
      return evidence('sli', t('objectives.show-counts', 'Show what was counted'));
    case 'member':
      return because.objective === '' ? null : page(t('objectives.open-member', 'Open it'), because.objective, {});
    case 'overspent':
      return row.counts === null
        ? evidence('budget', t('objectives.show-counts', 'Show what was counted'))
        : page(t('objectives.what-ate', 'What ate the budget'));
    case 'burning':
    case 'tight':
    case 'will-run-out':
      return page(t('objectives.burn-down', 'Burn-down'));
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({ overflowWrap: 'anywhere', maxWidth: '110ch' }),
  cut: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  link: css({
    display: 'inline-block',
    minHeight: 24,
    border: 0,
    padding: 0,
    background: 'none',
    color: theme.colors.text.link,
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
});
