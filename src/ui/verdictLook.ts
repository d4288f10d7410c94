import type { GrafanaTheme2, IconName } from '@grafana/data';

import type { Standing } from '../core/products/pending';
import { t } from './t';

/** What a mark can say: a verdict, that there is none yet, or the state of an item that a person looks at. */
export type MarkState = Standing | 'todo' | 'done';

const GLYPHS: Record<MarkState, IconName> = {
  pass: 'check-circle',
  warn: 'exclamation-triangle',
  fail: 'times-circle',
  unknown: 'question-circle',
  na: 'minus-circle',
  pending: 'clock-nine',
  todo: 'circle',
  done: 'check-circle',
};

export function markGlyph(state: MarkState): IconName {
  return GLYPHS[state];
}

export function markWord(state: MarkState): string {
  switch (state) {
    case 'pass':
      return t('verdict.pass', 'Pass');
    case 'warn':
      return t('verdict.warn', 'Warning');
    case 'fail':
      return t('verdict.fail', 'Fail');
    case 'unknown':
      return t('verdict.unknown', 'Unknown');
    case 'na':
      return t('verdict.na', 'Not applicable');
    case 'pending':
      return t('verdict.pending', 'Pending');
    case 'todo':
      return t('item.todo', 'To do');
    case 'done':
      return t('item.done', 'Done');
  }
}

/** The text colours pass 4.5 : 1 on every background of both themes; the `main` ones do not. */
export function markColor(state: MarkState, theme: GrafanaTheme2): string {
  switch (state) {
    case 'pass':
    case 'done':
      return theme.colors.success.text;
    case 'warn':
      return theme.colors.warning.text;
    case 'fail':
      return theme.colors.error.text;
    case 'unknown':
      return theme.visualization.getColorByName(theme.isDark ? 'light-purple' : 'dark-purple');
    case 'na':
    case 'pending':
    case 'todo':
      return theme.colors.text.secondary;
  }
}
