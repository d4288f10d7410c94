import type { PluginPageProps } from '@grafana/runtime';

import { Age } from '../Age';
import { Mark } from '../Mark';
import { plural, t } from '../t';
import { answeredOf } from './lookWords';
import type { Look } from './useLook';

/** "12 s ago from 5 of 6 sources": how old what a page shows is, and who said it. */
export function dataInfo(
  look: Pick<Look, 'asked' | 'result' | 'pending' | 'checking'>
): NonNullable<PluginPageProps['info']> {
  const { answered, all } = answeredOf(look);
  const label = t('today.data', 'Data');
  if (look.result === null || look.pending.length > 0) {
    const value = plural(
      'today.checking',
      all,
      { one: 'checking {{n}} of {{count}} source', other: 'checking {{n}} of {{count}} sources' },
      { n: answered }
    );
    return look.checking === null ? [] : [{ label, value }];
  }
  if (answered < all) {
    const word = plural(
      'today.silent',
      all,
      { one: 'the source is silent', other: '{{n}} of {{count}} sources silent' },
      { n: all - answered }
    );
    return [{ label, value: <Mark state="unknown" word={word} size="sm" /> }];
  }
  const value = (
    <>
      <Age sinceMs={look.result.askedMs} />{' '}
      {plural('today.from', all, { one: 'from {{count}} source', other: 'from {{count}} of {{count}} sources' })}
    </>
  );
  return all === 0 ? [] : [{ label, value }];
}
