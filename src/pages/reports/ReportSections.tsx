import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useState } from 'react';

import type { Verdict } from '../../core/check/verdict';
import type { ReportModel, Section } from '../../core/report/model';
import { Mark } from '../../ui/Mark';
import { BlockView } from './blocks/BlockView';

/** The sections of a report that was made, each to be opened: what the PDF holds, on the screen. */
export function ReportSections({ sections }: Pick<ReportModel, 'sections'>) {
  return sections.map((section) => <OneSection key={section.id} section={section} />);
}

/** Hundreds of rows are drawn only when somebody asks for them. */
function OneSection({ section: { title, verdict, finding, blocks } }: { section: Section }) {
  const styles = useStyles2(getStyles);
  const [wasOpen, setWasOpen] = useState(false);
  return (
    <details className={styles.section} onToggle={({ currentTarget }) => setWasOpen(wasOpen || currentTarget.open)}>
      <summary>
        <h2 className={styles.title}>{title}</h2> {needsMark(verdict) && <Mark state={verdict} size="sm" />}
        <div className={styles.finding}>{`${finding.lead} ${finding.rest}`}</div>
      </summary>
      {wasOpen && (
        <div className={styles.blocks}>
          {blocks.map((block) => (
            <BlockView key={block.id} block={block} />
          ))}
        </div>
      )}
    </details>
  );
}

/** What is well recedes: a section about the end of the month would else be green beside the trouble of its days. */
function needsMark(verdict: Verdict): boolean {
  return verdict !== 'pass' && verdict !== 'na';
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ paddingTop: theme.spacing(1), borderTop: `1px solid ${theme.colors.border.weak}` }),
  title: css({ ...theme.typography.h6, display: 'inline', marginRight: theme.spacing(1) }),
  finding: css({ color: theme.colors.text.secondary }),
  blocks: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(3),
    padding: theme.spacing(2, 0, 1, 0),
  }),
});
