import type { ScopedVars } from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';

/** A filter with the dashboard's variables replaced; several values of one variable stand with commas between them. */
export function interpolated(text: string | undefined, scopedVars: ScopedVars): string {
  return getTemplateSrv().replace(text ?? '', scopedVars, 'csv');
}
