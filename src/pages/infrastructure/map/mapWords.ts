import type { FieldChange } from '../../../core/hardware-map/difference';
import { memoryText } from '../../../core/hardware-map/export';
import type { MapPart } from '../../../core/hardware-map/map';
import { rowName, type KeptRow, type MapField } from '../../../core/hardware-map/row';
import { t } from '../../../ui/t';

/** `pve-a1`, `vm 341 billing-db`, `ct 101 dns`. */
export function machineName(row: KeptRow): string {
  const [kind, id = ''] = row.key.split('/');
  const name = rowName(row);
  const named = name === id ? id : `${id} ${name}`;
  switch (kind) {
    case 'qemu':
      return t('map.vm', 'vm {{named}}', { named });
    case 'lxc':
      return t('map.ct', 'ct {{named}}', { named });
    default:
      return name;
  }
}

export function fieldWord(field: MapField): string {
  switch (field) {
    case 'name':
      return t('map.field.name', 'Name');
    case 'addresses':
      return t('map.field.addresses', 'Addresses');
    case 'networks':
      return t('map.field.networks', 'Network cards');
    case 'macs':
      return t('map.field.macs', 'MAC addresses');
    case 'cpu':
      return t('map.field.cpu', 'CPU');
    case 'sockets':
      return t('map.field.sockets', 'Sockets');
    case 'cores':
      return t('map.field.cores', 'Cores');
    case 'memory':
      return t('map.field.memory', 'Memory');
    case 'disks':
      return t('map.field.disks', 'Disks');
  }
}

/** What is missing in the map, as the start of a sentence. */
export function gapWord(part: MapPart): string {
  switch (part) {
    case 'permissions':
    case 'resources':
      return t('map.gap.machines', 'Guests may be missing');
    case 'nodeStatus':
      return t('map.gap.node-status', 'CPU and memory of nodes');
    case 'networks':
      return t('map.gap.networks', 'Addresses of nodes');
    case 'disks':
      return t('map.gap.disks', 'Disks of nodes');
    case 'configs':
      return t('map.gap.configs', 'Network cards of guests');
    case 'addresses':
      return t('map.gap.addresses', 'Addresses of guests');
  }
}

/** The old or the new side of a change. */
export function changeText({ field }: FieldChange, values: readonly string[]): string {
  return field === 'memory' && values.length > 0 ? memoryText(values) : values.join(', ');
}
