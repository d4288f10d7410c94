import type { BoardItem } from '../core/checklist/board';
import { plural, t } from './t';

/** "3 findings: /var/lib/vz on pve-a3 is full in 6 h": the worst finding of an item, counted when there are more; else its title. */
export function headline({ item, finding, findings }: BoardItem): string {
  const worst = finding ?? item.title;
  return findings.length > 1
    ? t('item.headline', '{{count}}: {{worst}}', { count: findingCount(findings.length), worst })
    : worst;
}

/** "3 findings" */
export function findingCount(count: number): string {
  return plural('item.findings', count, { one: '{{count}} finding', other: '{{count}} findings' });
}
