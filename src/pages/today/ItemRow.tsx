import { cx } from '@emotion/css';
import { IconButton, useStyles2, useTheme2 } from '@grafana/ui';

import type { CheckDefinition } from '../../core/check/definition';
import type { CheckResult, Entity } from '../../core/check/result';
import type { Reason } from '../../core/check/verdict';
import type { BoardItem } from '../../core/checklist/board';
import { EntityTable } from '../../ui/EntityTable';
import { Mark } from '../../ui/Mark';
import { reasonAdvice, reasonWords } from '../../ui/reasonText';
import { SourceSaid } from '../../ui/SourceSaid';
import { checkAdvice } from '../../ui/serverAdvice';
import { t } from '../../ui/t';
import { WhatToDo } from '../../ui/WhatToDo';
import { useZone } from '../../ui/zone';
import { DecidedLine } from './DecidedLine';
import { ItemActions } from './ItemActions';
import { changeLine, restLine, seenWords } from './itemWords';
import { PartsTable } from './PartsTable';
import { edgeStyle, getRowStyles } from './rowStyles';
import { useRoundView } from './roundView';

const MAX_ROWS = 3;

/** One exception: what was found, what changed, the worst of the evidence, what to do, and the decision. */
export function ItemRow({ entry }: { entry: BoardItem }) {
  const theme = useTheme2();
  const styles = useStyles2(getRowStyles);
  const { active, openItem, focusRow, round, decisions } = useRoundView();
  const { item, verdict, decision } = entry;
  const passes = verdict === 'pass';
  const headline = entry.finding ?? item.title;
  const undo = () => {
    focusRow(item.id);
    decisions.takeBack([entry]);
  };
  return (
    <article
      className={cx(styles.row, edgeStyle(verdict, theme))}
      data-row={item.id}
      tabIndex={active === item.id ? 0 : -1}
      aria-label={headline}
    >
      <div>{verdict && <Mark state={verdict} word={passes ? t('item.now-passes', 'Now passes') : undefined} />}</div>
      <div className={styles.body}>
        <div className={styles.top}>
          <span className={styles.title}>{entry.finding === null ? '' : item.title}</span>
          <IconButton
            name="angle-right"
            size="xl"
            aria-label={t('item.evidence', 'Evidence of {{title}}', { title: item.title })}
            onClick={() => openItem(item.id)}
          />
        </div>
        <h4 className={styles.headline}>
          <button type="button" onClick={() => openItem(item.id)}>
            {headline}
          </button>
        </h4>
        {passes && <p className={styles.quiet}>{seenWords(entry)}</p>}
        {entry.needsDecision && <ItemEvidence entry={entry} />}
        {decision && (
          <DecidedLine
            decision={decision}
            saving={round.journal.unsaved.get(item.id)}
            hint={active === item.id}
            onUndo={round.mayDecide ? undo : undefined}
          />
        )}
        {entry.needsDecision && <ItemActions entry={entry} />}
      </div>
    </article>
  );
}

function ItemEvidence({ entry }: { entry: BoardItem }) {
  const styles = useStyles2(getRowStyles);
  const { nowMs } = useRoundView();
  const zone = useZone();
  const check = entry.checks[0];
  const bad = check?.entities.filter((entity) => entity.verdict !== 'pass').slice(0, MAX_ROWS) ?? [];
  return (
    <>
      <p className={styles.line}>{sentences(entry, check, bad[0], nowMs, zone)}</p>
      <SourceSaid reason={entry.reason} />
      {check && (
        <>
          <div className={styles.evidence}>
            {bad.length > 0 ? (
              <EntityTable check={check} entities={bad} nowMs={nowMs} />
            ) : (
              <PartsTable checks={entry.checks.slice(0, MAX_ROWS)} />
            )}
          </div>
          <p className={styles.quiet}>{restLine(entry, bad.length > 0 ? check : null, bad.length || MAX_ROWS)}</p>
        </>
      )}
      <WhatToDo
        text={entry.reason ? adviceOf(entry.reason, check?.definition) : (check?.definition.remediation ?? '')}
      />
    </>
  );
}

function sentences(
  { reason }: BoardItem,
  check: CheckResult | undefined,
  worst: Entity | undefined,
  nowMs: number,
  zone: string
): string {
  const change = check && worst ? changeLine(check, worst, nowMs, zone) : '';
  return [reason ? reasonWords(reason) : '', change].filter((part) => part !== '').join(' ');
}

const adviceOf = (reason: Reason, definition: CheckDefinition | undefined): string =>
  definition ? checkAdvice(definition, reason) : reasonAdvice(reason);
