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
    <div className={styles.block}>
      {block.title !== '' && (
        <h3 className={styles.title}>
          {block.title} <span className={styles.note}>{block.note}</span>
        </h3>
      )}
      <Body block={block} />
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
  block: css({ overflowX: 'auto' }),
  title: css({ ...theme.typography.h6, margin: theme.spacing(0, 0, 1, 0) }),
  note: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, marginLeft: theme.spacing(1) }),
});
