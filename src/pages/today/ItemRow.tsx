import { cx } from '@emotion/css';
import { IconButton, useStyles2, useTheme2 } from '@grafana/ui';

import type { CheckDefinition } from '../../core/check/definition';
import type { Finding } from '../../core/check/findings';
import type { Reason } from '../../core/check/verdict';
import type { BoardItem } from '../../core/checklist/board';
import { EntityTable } from '../../ui/EntityTable';
import { headline } from '../../ui/headline';
import { Mark } from '../../ui/Mark';
import { reasonAdvice, reasonBeside } from '../../ui/reasonText';
import { SourceSaid } from '../../ui/SourceSaid';
import { checkAdvice } from '../../ui/serverAdvice';
import { t } from '../../ui/t';
import { WhatToDo } from '../../ui/WhatToDo';
import { useZone } from '../../ui/zone';
import { OwnerLine } from './OwnerLine';
import { DecidedLine } from './DecidedLine';
import { riskCountText } from '../../ui/risk/riskWords';
import { FindingLines } from './FindingLines';
import { ItemActions } from './ItemActions';
import { changeLine, restLine, seenWords } from './itemWords';
import { beforeWords } from './beforeWords';
import { edgeStyle, getRowStyles } from './rowStyles';
import { useRoundView } from './roundView';
import { RisksLine } from './RisksLine';
import { SilentTable } from './SilentTable';

const MAX_ROWS = 3;

/** One exception: what was found, what changed, the worst of the evidence, what to do, and the decision. */
export function ItemRow({ entry }: { entry: BoardItem }) {
  const theme = useTheme2();
  const styles = useStyles2(getRowStyles);
  const { active, openItem, focusRow, round, decisions } = useRoundView();
  const { item, verdict, decision } = entry;
  const passes = verdict === 'pass';
  const words = headline(entry);
  const undo = () => {
    focusRow(item.id);
    decisions.takeBack([entry]);
  };
  return (
    <article
      className={cx(styles.row, edgeStyle(verdict, theme))}
      data-row={item.id}
      tabIndex={active === item.id ? 0 : -1}
      aria-label={words}
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
            {words}
          </button>
        </h4>
        {passes && <p className={styles.quiet}>{seenWords(entry)}</p>}
        {entry.needsDecision && <ItemEvidence entry={entry} />}
        <FindingLines
          label={t('item.more-findings', 'More findings of {{title}}', { title: item.title })}
          findings={entry.findings.slice(1)}
          folded={!entry.needsDecision}
          onOpen={({ check }) => openItem(item.id, check.definition.id)}
        />
        <OwnerLine owner={round.state.owners.get(item.id)} notes={round.state.notes.get(item.id) ?? []} />
        {decision && (
          <DecidedLine
            decision={decision}
            saving={round.journal.unsaved.get(item.id)}
            hint={active === item.id}
            onUndo={round.mayDecide ? undo : undefined}
          />
        )}
        <RisksLine risks={entry.risks} />
        {entry.needsDecision && <ItemActions entry={entry} />}
      </div>
    </article>
  );
}

/** The evidence of the finding that is the headline, and of no other. */
function ItemEvidence({ entry }: { entry: BoardItem }) {
  const styles = useStyles2(getRowStyles);
  const { nowMs, round } = useRoundView();
  const zone = useZone();
  const finding = entry.findings[0];
  const rows = finding?.entities.slice(0, MAX_ROWS) ?? [];
  const silent = finding?.silent ?? [];
  return (
    <>
      <p className={styles.line}>{sentences(entry, finding, nowMs, zone, beforeWords(round, entry.item.id, zone))}</p>
      <SourceSaid reason={entry.reason} />
      {finding && (
        <>
          <div className={styles.evidence}>
            {rows.length > 0 && <EntityTable check={finding.check} entities={rows} nowMs={nowMs} risks={round.risks} />}
            {silent.length > 0 && <SilentTable label={finding.check.definition.title} silent={silent} />}
          </div>
          <p className={styles.quiet}>
            {restLine(entry, finding, rows.length)} {riskCountText(round.risks, finding.check, zone)}
          </p>
        </>
      )}
      <WhatToDo
        text={
          entry.reason
            ? adviceOf(entry.reason, finding?.check.definition)
            : (finding?.check.definition.remediation ?? '')
        }
      />
    </>
  );
}

function sentences(
  { finding: headlined, reason }: BoardItem,
  finding: Finding | undefined,
  nowMs: number,
  zone: string,
  before: string
): string {
  const worst = finding?.entities[0];
  const change = finding && worst ? changeLine(finding.check, worst, nowMs, zone) : '';
  return [reason ? reasonBeside(headlined ?? '', reason) : '', change, before].filter((part) => part !== '').join(' ');
}

const adviceOf = (reason: Reason, definition: CheckDefinition | undefined): string =>
  definition ? checkAdvice(definition, reason) : reasonAdvice(reason);
