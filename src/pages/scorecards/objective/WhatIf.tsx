import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useId, useMemo, useState } from 'react';

import { budgetMs } from '../../../core/slo/budget';
import { judge, type ObjectiveResult } from '../../../core/slo/judge';
import { allowedRatio, type Percent } from '../../../core/slo/objective';
import { Mark } from '../../../ui/Mark';
import { Section } from '../../../ui/Section';
import { leftText, objectiveWord } from '../../../ui/slo/objectiveWords';
import { t } from '../../../ui/t';
import { budgetTimeText } from './amountText';
import type { CountedView } from './view';

/** Targets that people promise. */
const USUAL: readonly Percent[] = ['90', '95', '97', '98', '99', '99.5', '99.8', '99.9', '99.95', '99.99'];

/** The same counts against another target, at once and without a request. */
export function WhatIf({ view: { objective, result, counts, atMs } }: { view: CountedView }) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const targets = useMemo(() => targetsOf(objective.target, objective.agreement), [objective]);
  const [chosen, choose] = useState<Percent>(objective.target);
  const { span, group, exclusions } = result;
  const other = useMemo(
    () => judge({ ...objective, target: chosen }, group, counts, { span, nowMs: atMs, exclusions }),
    [objective, chosen, group, counts, span, atMs, exclusions]
  );
  return (
    <Section
      title={t('what-if.title', 'What if the target were another')}
      help={t('what-if.help', 'The same counts against another target. Nothing is read for it, and nothing changes.')}
    >
      <div className={styles.row}>
        <label htmlFor={id} className={styles.label}>
          {t('what-if.target', 'Target')} <output className={styles.value}>{chosen} %</output>
        </label>
        <input
          id={id}
          type="range"
          min={0}
          max={targets.length - 1}
          step={1}
          value={Math.max(0, targets.indexOf(chosen))}
          aria-valuetext={`${chosen} %`}
          className={styles.slider}
          onChange={(event) => choose(targets[Number(event.currentTarget.value)] ?? objective.target)}
        />
      </div>
      <div className={styles.facts} role="status">
        <Outcome result={other} target={chosen} word={t('what-if.would', 'With {{target}} %', { target: chosen })} />
        {chosen !== objective.target && (
          <Outcome
            result={result}
            target={objective.target}
            word={t('what-if.today', 'Today, with {{target}} %', { target: objective.target })}
          />
        )}
      </div>
    </Section>
  );
}

function Outcome({ result, target, word }: { result: ObjectiveResult; target: Percent; word: string }) {
  const styles = useStyles2(getStyles);
  const { budget, verdict, span } = result;
  const wholeMs = budgetMs(span.toMs - span.fromMs, allowedRatio(target));
  return (
    <p className={styles.outcome}>
      <span className={styles.word}>{word}</span>
      <Mark state={verdict} word={objectiveWord(verdict)} />
      {budget !== null && verdict !== 'unknown' && (
        <span>
          {budget.left < 0
            ? t('what-if.over', '{{left}} % of the budget left, overspent by {{time}}', {
                left: leftText(budget.left),
                time: budgetTimeText(budget.left * wholeMs, wholeMs),
              })
            : t('what-if.left', '{{left}} % of the budget left, {{time}}', {
                left: leftText(budget.left),
                time: budgetTimeText(budget.left * wholeMs, wholeMs),
              })}
        </span>
      )}
    </p>
  );
}

/** The usual ones and those of the objective, ascending. */
export function targetsOf(target: Percent, agreement: Percent | undefined): readonly Percent[] {
  const own = agreement === undefined || Number(agreement) === Number(target) ? [target] : [target, agreement];
  const usual = USUAL.filter((one) => own.every((known) => Number(known) !== Number(one)));
  return [...usual, ...own].sort((a, b) => Number(a) - Number(b));
}

// Browsers draw the two parts by rules of their own, which cannot be joined.
const track = (theme: GrafanaTheme2) => ({ height: 4, borderRadius: 2, background: theme.colors.border.strong });
const thumb = (theme: GrafanaTheme2) => ({
  appearance: 'none' as const,
  width: 16,
  height: 16,
  border: 0,
  borderRadius: theme.shape.radius.circle,
  background: theme.colors.primary.main,
});

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1, 2) }),
  label: css({ margin: 0, width: 150, fontWeight: theme.typography.fontWeightRegular }),
  value: css({
    marginLeft: theme.spacing(1),
    fontWeight: theme.typography.fontWeightMedium,
    fontVariantNumeric: 'tabular-nums',
  }),
  slider: css({
    flex: '1 1 240px',
    maxWidth: 480,
    height: 24,
    margin: 0,
    background: 'none',
    appearance: 'none',
    cursor: 'pointer',
    '&::-webkit-slider-runnable-track': track(theme),
    '&::-moz-range-track': track(theme),
    '&::-webkit-slider-thumb': { ...thumb(theme), marginTop: -6 },
    '&::-moz-range-thumb': thumb(theme),
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
  facts: css({ marginTop: theme.spacing(1), fontVariantNumeric: 'tabular-nums' }),
  outcome: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 2), margin: theme.spacing(0.5, 0) }),
  word: css({ width: 150, color: theme.colors.text.secondary }),
});
