import { useRef } from 'react';

import type { CephCapacity } from '../../../core/products/ceph/view';
import { bytesText } from '../../../ui/amounts';
import { CapacityChart } from '../../../ui/ceph/CapacityChart';
import { Section } from '../../../ui/Section';
import { t } from '../../../ui/t';
import { useWidth } from '../../../ui/useWidth';
import { sinceWhen } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { sectionWord } from './sectionWord';

const HEIGHT = 286;
/** Until the width is known, and where nothing is laid out. */
const USUAL_WIDTH = 560;

/** How full it was, is and will be. */
export function CapacitySection({ capacity, nowMs }: { capacity: CephCapacity; nowMs: number }) {
  const zone = useZone();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box) ?? USUAL_WIDTH;
  const { shrank, limits } = capacity;
  const help = [
    t('ceph.capacity.help', 'Raw used. Forecast: robust slope of the daily values, dashed, with its interval.'),
    shrank === null
      ? ''
      : t('ceph.capacity.shrank', 'On {{when}} it shrank from {{from}} to {{to}}.', {
          when: sinceWhen(shrank.atMs, nowMs, zone),
          from: bytesText(shrank.fromBytes),
          to: bytesText(shrank.toBytes),
        }),
    limits.isDefault ? t('ceph.capacity.default', 'Limits are the defaults of Ceph: no metric tells them.') : '',
  ];
  return (
    <Section anchor="capacity" title={sectionWord('capacity')} help={help.filter((part) => part !== '').join(' ')}>
      <div ref={box} style={{ width: '100%', height: HEIGHT, overflow: 'hidden' }}>
        <CapacityChart capacity={capacity} nowMs={nowMs} width={width} height={HEIGHT} />
      </div>
    </Section>
  );
}
