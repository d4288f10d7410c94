import type { Disk, PendingUpdate } from '../../../core/products/proxmox/parts';
import { bytes, ratio, text, type FrameColumn } from '../../../ui/datasource/tableFrame';

/** Pending updates; both products list them alike. */
export function updateColumns<Row extends PendingUpdate>(): ReadonlyArray<FrameColumn<Row>> {
  return [
    text('Package', ({ name }) => name),
    text('Installed', ({ installed }) => installed),
    text('Candidate', ({ candidate }) => candidate),
    text('Origin', ({ origin }) => origin),
  ];
}

export function diskColumns<Row extends Disk>(): ReadonlyArray<FrameColumn<Row>> {
  return [
    text('Device', ({ device }) => device),
    text('Model', ({ model }) => model),
    text('Serial', ({ serial }) => serial),
    text('Kind', ({ kind }) => kind),
    bytes('Size', ({ sizeBytes }) => sizeBytes),
    text('Health', ({ health }) => health),
    ratio('Life left', ({ lifeLeftRatio }) => lifeLeftRatio),
  ];
}

/** A disk that says something else than that it is well; one that says nothing is unknown and not failed. */
export function diskFailed({ health }: Disk): boolean {
  return health !== null && !/^(passed|ok|unknown)$/i.test(health);
}
