import { plural, t } from '../t';
import type { Look } from './useLook';

/** How many of the sources that are asked have answered so far; one that failed has not. */
export function answeredOf({ asked, result }: Pick<Look, 'asked' | 'result'>): { answered: number; all: number } {
  const answered = new Set((result?.sources ?? []).flatMap((source) => (source.answered ? [source.uid] : [])));
  return { answered: asked.filter(({ uid }) => answered.has(uid)).length, all: asked.length };
}

/** "Checking, 3 of 5 sources answered", or shorter "Checking, 3 of 5"; all that may be said while a look is not whole. */
export function checkingWords(look: Pick<Look, 'asked' | 'result' | 'checking'>, isShort: boolean): string {
  if (look.checking === null) {
    return t('panel.not-checked', 'Not checked');
  }
  const { answered, all } = answeredOf(look);
  return isShort
    ? t('checking.short', 'Checking, {{answered}} of {{all}}', { answered, all })
    : plural(
        'checking.sources',
        all,
        {
          one: 'Checking, {{answered}} of {{count}} source answered',
          other: 'Checking, {{answered}} of {{count}} sources answered',
        },
        { answered }
      );
}

/** "Waiting for mimir-prod, pbs-b1."; empty when nobody is waited for. */
export function waitingWords(pending: Look['pending']): string {
  const names = pending.map(({ name }) => name).join(', ');
  return names === '' ? '' : t('sign.waiting-for', 'Waiting for {{names}}.', { names });
}

/** After a signature, while it is not known what became of it. */
export function lookingWords({ checking }: Pick<Look, 'checking'>): string {
  return checking === null ? t('panel.not-checked', 'Not checked') : t('signed.looking', 'Looking again');
}
