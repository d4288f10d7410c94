import { Button } from '@grafana/ui';
import { useEffect, useRef, useState } from 'react';

import type { Reason } from '../../../core/check/verdict';
import { sumOf } from '../../../core/slo/counts';
import { readWholeSum, type WholeSum } from '../../../core/slo/wholeSum';
import { useConnection } from '../../../ui/connection';
import { isAbort, reasonOf } from '../../../ui/loadable';
import { reasonAdvice, reasonWords } from '../../../ui/reasonText';
import { t } from '../../../ui/t';
import { decimalText } from '../../../ui/when';
import type { CountedView } from './view';

type Asked =
  { state: 'no' } | { state: 'asking' } | { state: 'failed'; reason: Reason } | { state: 'known'; text: string };

/** How far the sum of short stretches is from one sum over the whole window; asked for on demand, by one instant query. */
export function Accuracy({ view: { objective, result, counts } }: { view: CountedView }) {
  const { connection } = useConnection();
  const [asked, setAsked] = useState<Asked>({ state: 'no' });
  const life = useRef<AbortController | null>(null);
  const { span, group } = result;
  useEffect(() => () => life.current?.abort(), []);
  const source = connection.objectives.sourceOf(objective);
  if (!source || objective.sli.kind !== 'ratio' || objective.method.kind !== 'occurrences' || objective.sli.rare) {
    return <>{t('accuracy.none', 'Counted in stretches of an hour; there is no one sum to compare it with.')}</>;
  }
  const ask = () => {
    life.current?.abort();
    const own = new AbortController();
    life.current = own;
    setAsked({ state: 'asking' });
    const parts = sumOf(counts, span.fromMs, span.readToMs);
    readWholeSum(source, objective, group, span, own.signal).then(
      (sum) => setAsked({ state: 'known', text: accuracyText(sum, parts) }),
      (error: unknown) => {
        if (!isAbort(error)) {
          setAsked({ state: 'failed', reason: reasonOf(error) });
        }
      }
    );
  };
  switch (asked.state) {
    case 'no':
    case 'asking':
      return (
        <Button size="sm" variant="secondary" fill="text" onClick={ask} disabled={asked.state === 'asking'}>
          {asked.state === 'asking'
            ? t('accuracy.asking', 'Asking')
            : t('accuracy.ask', 'Compare with one sum over the window')}
        </Button>
      );
    case 'failed':
      return (
        <>
          {reasonWords(asked.reason)} {reasonAdvice(asked.reason)}
        </>
      );
    case 'known':
      return <>{asked.text}</>;
  }
}

/** In words, how far two error ratios are apart, of the larger one. */
export function accuracyText(whole: WholeSum | null, parts: { total: number; bad: number }): string {
  if (whole === null || whole.total <= 0 || parts.total <= 0) {
    return t('accuracy.nothing', 'Nothing was counted: there is nothing to compare.');
  }
  const [a, b] = [whole.bad / whole.total, parts.bad / parts.total];
  const apart = Math.max(a, b) <= 0 ? 0 : Math.abs(a - b) / Math.max(a, b);
  return t('accuracy.differ', 'Hourly sums differ from one sum over the window by {{share}} % of the error ratio.', {
    share: decimalText(apart * 100, 2),
  });
}
