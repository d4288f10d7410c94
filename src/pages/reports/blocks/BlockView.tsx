import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { Block } from '../../../core/report/blocks';
import { ChartView } from './ChartView';
import { NotesView } from './NotesView';
import { StripView } from './StripView';
import { TableView } from './TableView';
import { TilesView } from './TilesView';

/** A block of the report on the screen. Its texts are the document's, in English. */
export function BlockView({ block }: { block: Block }) {
  const styles = useStyles2(getStyles);
  return (
    <div>
      {block.title !== '' && (
        <h3 className={styles.title}>
          {block.title} <span className={styles.note}>{block.note}</span>
        </h3>
      )}
      <div className={styles.body} tabIndex={0} role="group" aria-label={block.title || block.id}>
        <Body block={block} />
      </div>
    </div>
  );
}

function Body({ block }: { block: Block }) {
  switch (block.kind) {
    case 'table':
      return <TableView table={block} />;
    case 'tiles':
      return <TilesView tiles={block.tiles} />;
    case 'strip':
      return <StripView strip={block} />;
    case 'notes':
      return <NotesView notes={block} />;
    case 'chart':
      return <ChartView chart={block} />;
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  // A table that is wider than the screen is pushed, its words are not broken.
  body: css({ overflowX: 'auto', '& table td': { overflowWrap: 'break-word' } }),
  title: css({ ...theme.typography.h6, margin: theme.spacing(0, 0, 1, 0) }),
  note: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, marginLeft: theme.spacing(1) }),
});
