import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, FilterInput, useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';

import { VERDICTS_WORST_FIRST, type Verdict } from '../../../core/check/verdict';
import { PROVIDERS } from '../../../core/products/backups/target';
import { POSTURES, type Posture, type PostureView, type TargetRow } from '../../../core/products/backups/view';
import { judgedCount, postureCountWord, postureVerdict, providerWord } from '../../../ui/backups/postureWords';
import { FilterBar, FilterChoice, NoMatch } from '../../../ui/FilterBar';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { VerdictFilter } from '../../../ui/VerdictFilter';
import { countText } from '../../../ui/when';
import { posturesOf, posturesParam, providersOf, shownAtFirst } from './targetFilter';
import { TargetTable } from './TargetTable';

interface Props {
  view: PostureView;
  /** What the address leaves of them. */
  found: readonly TargetRow[];
  isFiltered: boolean;
  nowMs: number;
  isExplained: (row: TargetRow) => boolean;
  onRecord: ((key: string) => void) | null;
}

/** All targets with their counts and filters, worst first. */
export function Targets({ view, found, isFiltered, nowMs, isExplained, onRecord }: Props) {
  const styles = useStyles2(getStyles);
  const [params, change] = useAddress();
  const search = params.get('search') ?? '';
  const provider = params.get('provider');
  const chosen = posturesOf(params.get('posture'));
  const providers = useMemo(() => providerChoices(view.rows), [view.rows]);
  const isWhole = isFiltered || params.get('rows') === 'all';
  const shown = useMemo(() => (isWhole ? found : found.slice(0, shownAtFirst(found))), [isWhole, found]);
  return (
    <Section title={t('targets.title', 'Targets')} count={judgedCount(view.counts)}>
      <FilterBar
        verdicts={
          <VerdictFilter
            counts={byVerdict((posture) => view.counts[posture])}
            chosen={new Set([...chosen].map(postureVerdict))}
            wordOf={(verdict) => postureCountWord(postureOf(verdict))}
            onChange={(next) =>
              change({ posture: posturesParam(new Set([...next].map(postureOf))) }, { replace: true })
            }
          />
        }
      >
        <FilterInput
          value={search}
          onChange={(text) => change({ search: text === '' ? null : text }, { replace: true })}
          escapeRegex={false}
          placeholder={t('targets.search', 'Search targets')}
          width={24}
        />
        <FilterChoice
          label={t('targets.provider', 'Provider')}
          any={t('targets.any-provider', 'Any provider')}
          options={providers}
          value={provider}
          onChange={(next) => change({ provider: next }, { replace: true })}
        />
      </FilterBar>
      {shown.length > 0 ? (
        <TargetTable rows={shown} nowMs={nowMs} isExplained={isExplained} onRecord={onRecord} />
      ) : (
        <NoMatch onClear={() => change({ posture: null, search: null, provider: null }, { replace: true })}>
          {t('targets.no-match', 'No target matches.')}
        </NoMatch>
      )}
      {shown.length < found.length && (
        <Button
          className={styles.more}
          size="sm"
          variant="secondary"
          fill="text"
          onClick={() => change({ rows: 'all' }, { replace: true })}
        >
          {t('targets.more', 'Show {{rest}}', { rest: restWords(found.slice(shown.length)) })}
        </Button>
      )}
    </Section>
  );
}

/** "2 more with attention, 126 protected and 23 excluded" */
function restWords(rest: readonly TargetRow[]): string {
  const parts = POSTURES.flatMap((posture) => {
    const n = rest.filter((row) => row.posture === posture).length;
    return n === 0
      ? []
      : posture === 'protected' || posture === 'excluded'
        ? t('targets.n-of', '{{n}} {{what}}', { n: countText(n), what: postureCountWord(posture) })
        : t('targets.n-more-of', '{{n}} more {{what}}', { n: countText(n), what: postureCountWord(posture) });
  });
  const last = parts.at(-1) ?? '';
  return parts.length < 2
    ? last
    : t('targets.and', '{{list}} and {{last}}', { list: parts.slice(0, -1).join(', '), last });
}

function postureOf(verdict: Verdict): Posture {
  return POSTURES.find((posture) => postureVerdict(posture) === verdict) ?? 'unknown';
}

function byVerdict(countOf: (posture: Posture) => number): Record<Verdict, number> {
  return Object.fromEntries(VERDICTS_WORST_FIRST.map((verdict) => [verdict, countOf(postureOf(verdict))])) as Record<
    Verdict,
    number
  >;
}

/** The providers that some target has, in their own order. */
function providerChoices(rows: readonly TargetRow[]) {
  const present = new Set(rows.flatMap(providersOf));
  return PROVIDERS.filter((provider) => present.has(provider)).map((provider) => ({
    value: provider as string,
    label: providerWord(provider),
  }));
}

const getStyles = (theme: GrafanaTheme2) => ({
  more: css({ marginTop: theme.spacing(1) }),
});
