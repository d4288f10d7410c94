import { useTheme2 } from '@grafana/ui';

import { isStandingBad, type Standing } from '../core/products/pending';
import { Mark } from './Mark';
import { markColor } from './verdictLook';

/** A number or a word with what is said of it: glyph and colour where that is an exception, plain where it is not. */
export function JudgedText({ verdict, children }: { verdict: Standing; children: string }) {
  const theme = useTheme2();
  return isStandingBad(verdict) ? (
    <span style={{ color: markColor(verdict, theme), whiteSpace: 'nowrap' }}>
      <Mark state={verdict} glyphOnly size="sm" /> {children}
    </span>
  ) : (
    <span>{children}</span>
  );
}
