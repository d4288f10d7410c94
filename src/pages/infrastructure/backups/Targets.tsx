import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Combobox, FilterInput, useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';

import { VERDICTS_WORST_FIRST, type Verdict } from '../../../core/check/verdict';
import { PROVIDERS } from '../../../core/products/backups/target';
import { POSTURES, type Posture, type PostureView, type TargetRow } from '../../../core/products/backups/view';
import { judgedCount, postureCountWord, postureVerdict, providerWord } from '../../../ui/backups/postureWords';
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
  const isWhole = isFiltered || params.get('rows') === 'all';
  const shown = useMemo(() => (isWhole ? found : found.slice(0, shownAtFirst(found))), [isWhole, found]);
  return (
    <Section title={t('targets.title', 'Targets')} count={judgedCount(view.counts)}>
      <div className={styles.bar}>
        <VerdictFilter
          counts={byVerdict((posture) => view.counts[posture])}
          chosen={new Set([...chosen].map(postureVerdict))}
          wordOf={(verdict) => postureCountWord(postureOf(verdict))}
          onChange={(next) => change({ posture: posturesParam(new Set([...next].map(postureOf))) }, { replace: true })}
        />
        <div className={styles.right}>
          <FilterInput
            value={search}
            onChange={(text) => change({ search: text === '' ? null : text }, { replace: true })}
            escapeRegex={false}
            placeholder={t('targets.search', 'Search targets')}
            width={24}
          />
          <ProviderChoice
            rows={view.rows}
            value={provider}
            onChange={(next) => change({ provider: next }, { replace: true })}
          />
        </div>
      </div>
      {shown.length > 0 ? (
        <TargetTable rows={shown} nowMs={nowMs} isExplained={isExplained} onRecord={onRecord} />
      ) : (
        <p className={styles.nothing}>
          {t('targets.no-match', 'No target matches.')}{' '}
          <button
            type="button"
            onClick={() => change({ posture: null, search: null, provider: null }, { replace: true })}
          >
            {t('filter.clear', 'Clear filters')}
          </button>
        </p>
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

interface ChoiceProps {
  rows: readonly TargetRow[];
  value: string | null;
  onChange: (value: string | null) => void;
}

function ProviderChoice({ rows, value, onChange }: ChoiceProps) {
  const options = useMemo(() => {
    const present = new Set(rows.flatMap(providersOf));
    return PROVIDERS.filter((provider) => present.has(provider)).map((provider) => ({
      value: provider as string,
      label: providerWord(provider),
    }));
  }, [rows]);
  return (
    <Combobox
      aria-label={t('targets.provider', 'Provider')}
      placeholder={t('targets.any-provider', 'Any provider')}
      options={options}
      value={value}
      isClearable
      width={18}
      onChange={(option) => onChange(option?.value ?? null)}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(1),
  }),
  right: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  nothing: css({
    margin: theme.spacing(2, 0),
    color: theme.colors.text.secondary,
    '& button': { minHeight: 24, border: 0, padding: 0, background: 'none', color: theme.colors.text.link },
    '& button:hover': { textDecoration: 'underline' },
  }),
  more: css({ marginTop: theme.spacing(1) }),
});
