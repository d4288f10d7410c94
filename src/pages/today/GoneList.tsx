import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';

import { goneFor, goneWithdrawn, thingOf, wasGoneFor, type SaidGone } from '../../core/acceptance/goneForGood';
import type { CheckDefinition } from '../../core/check/definition';
import { subjectOf } from '../../core/check/finding';
import type { GoneForGood } from '../../core/check/memory';
import type { CheckResult, GoneEntity } from '../../core/check/result';
import type { Reason } from '../../core/check/verdict';
import { reasonWords } from '../../ui/reasonText';
import { useServices } from '../../ui/services';
import { plural, t } from '../../ui/t';
import { sinceWhen } from '../../ui/when';
import { useZone } from '../../ui/zone';
import type { Gone } from './useGone';

/** Names of one statement before the rest is counted. */
const NAMES_MAX = 3;

interface Props {
  check: CheckResult;
  gone: Pick<Gone, 'said' | 'isSaving' | 'write'>;
  /** Why the last one was not taken back; null when nothing was tried. */
  problem: Reason | null;
  mayWrite: boolean;
  nowMs: number;
}

/** What is left out of a check because somebody said that it is gone for good; and of what it lists, what was until its end. */
export function GoneList({ check, gone, problem, mayWrite, nowMs }: Props) {
  const styles = useStyles2(getStyles);
  const { newKey } = useServices();
  const zone = useZone();
  const checkId = check.definition.id;
  const over = overOf(check, gone.said);
  if (check.gone.length === 0 && over.length === 0) {
    return null;
  }
  return (
    <section>
      <h4 className={styles.heading}>
        {t('gone.title', 'Said to be gone for good')} <span className={styles.quiet}>{check.gone.length}</span>
      </h4>
      <ul className={styles.list}>
        {byStatement(check.gone).map((entities) => {
          const [first] = entities;
          const said = first && goneFor(gone.said, { checkId, ...first });
          return (
            first && (
              <li key={first.said.atMs}>
                <span>
                  {namesOf(check.definition, entities)}{' '}
                  <span className={styles.quiet}>{saidWords(first.said, nowMs, zone)}</span>
                </span>
                {mayWrite && said && (
                  <Button
                    size="sm"
                    variant="secondary"
                    fill="text"
                    disabled={gone.isSaving}
                    onClick={() => void gone.write(goneWithdrawn(said, newKey()))}
                  >
                    {t('gone.withdraw', 'Withdraw')}
                  </Button>
                )}
              </li>
            )
          );
        })}
        {over.map(({ name, said }) => (
          <li key={`${name} ${said.id}`}>
            <span>
              {name} <span className={styles.quiet}>{overWords(said, nowMs, zone)}</span>
            </span>
          </li>
        ))}
      </ul>
      {problem && <p role="alert">{t('gone.failed', 'Not saved. {{why}}', { why: reasonWords(problem) })}</p>}
    </section>
  );
}

/** Entities of what was said at once, latest first. */
function byStatement(entities: readonly GoneEntity[]): ReadonlyArray<readonly GoneEntity[]> {
  const groups = new Map<string, GoneEntity[]>();
  for (const entity of entities) {
    const { atMs, who } = entity.said;
    const key = `${atMs} ${who}`;
    groups.set(key, [...(groups.get(key) ?? []), entity]);
  }
  return [...groups.values()].sort((a, b) => (b[0]?.said.atMs ?? 0) - (a[0]?.said.atMs ?? 0));
}

function namesOf(definition: CheckDefinition, entities: readonly GoneEntity[]): string {
  const names = entities.slice(0, NAMES_MAX).map(({ labels }) => subjectOf(definition, labels));
  const rest = entities.length - names.length;
  return rest === 0
    ? names.join(', ')
    : plural(
        'gone.more-names',
        rest,
        { one: '{{names}} and {{count}} more', other: '{{names}} and {{count}} more' },
        { names: names.join(', ') }
      );
}

/** "ops1, 19 Nov: scrapped, until 3 Dec" */
function saidWords({ who, why, atMs, untilMs }: GoneForGood, nowMs: number, zone: string): string {
  const values = { who: whoText(who), when: sinceWhen(atMs, nowMs, zone), why };
  return untilMs === null
    ? t('gone.said', '{{who}}, {{when}}: {{why}}', values)
    : t('gone.said-until', '{{who}}, {{when}}: {{why}}, until {{until}}', {
        ...values,
        // The day that it still holds.
        until: sinceWhen(untilMs - 1, nowMs, zone),
      });
}

function overWords({ who, ended, untilMs }: SaidGone, nowMs: number, zone: string): string {
  if (ended === 'in-doubt') {
    return t('gone.in-doubt', 'said by {{who}}; a later entry about it cannot be read', { who: whoText(who) });
  }
  return ended?.how === 'withdrawn'
    ? t('gone.withdrawn', 'said by {{who}}, withdrawn by {{other}}, {{when}}', {
        who: whoText(who),
        other: whoText(ended.author),
        when: sinceWhen(ended.atMs, nowMs, zone),
      })
    : t('gone.expired', 'said by {{who}}, over since {{when}}', {
        who: whoText(who),
        when: sinceWhen(untilMs ?? 0, nowMs, zone),
      });
}

function whoText(login: string): string {
  return login || t('decided.deleted-user', 'a deleted user');
}

/** Of what left and is judged again, what had been said of it. */
function overOf({ definition, entities }: CheckResult, said: readonly SaidGone[]) {
  return entities.flatMap(({ left, sourceUid, labels }) => {
    const was = left && wasGoneFor(said, { ...thingOf(definition, { sourceUid, labels }), checkId: definition.id });
    return was ? [{ name: subjectOf(definition, labels), said: was }] : [];
  });
}

const getStyles = (theme: GrafanaTheme2) => ({
  heading: css({ ...theme.typography.h6, marginBottom: theme.spacing(1), '& span': { fontWeight: 'normal' } }),
  quiet: css({ color: theme.colors.text.secondary }),
  list: css({
    listStyle: 'none',
    overflowWrap: 'anywhere',
    '& li': {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'space-between',
      gap: theme.spacing(0.5, 2),
      minHeight: 34,
      borderTop: `1px solid ${theme.colors.border.weak}`,
    },
  }),
});
