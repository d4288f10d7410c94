import type { NodeStatus } from '../../../core/products/proxmox/parts';
import { bytes, number, ratio, seconds, share, text, type FrameColumn } from '../../../ui/datasource/tableFrame';

/** How a node or a backup server is, in columns. */
export function nodeStatusColumns<Row extends NodeStatus>(): ReadonlyArray<FrameColumn<Row>> {
  return [
    ratio('CPU', ({ cpuRatio }) => cpuRatio),
    ratio('IO wait', ({ ioWaitRatio }) => ioWaitRatio),
    number('Load 1 m', ({ load }) => load[0] ?? null),
    number('Load 5 m', ({ load }) => load[1] ?? null),
    number('Load 15 m', ({ load }) => load[2] ?? null),
    bytes('Memory used', ({ memoryUsedBytes }) => memoryUsedBytes),
    bytes('Memory available', ({ memoryAvailableBytes }) => memoryAvailableBytes),
    bytes('Memory', ({ memoryBytes }) => memoryBytes),
    ratio('Memory use', (node) => share(node.memoryUsedBytes, node.memoryBytes)),
    bytes('Swap used', ({ swapUsedBytes }) => swapUsedBytes),
    bytes('Swap', ({ swapBytes }) => swapBytes),
    bytes('Root used', ({ rootUsedBytes }) => rootUsedBytes),
    bytes('Root', ({ rootBytes }) => rootBytes),
    ratio('Root use', (node) => share(node.rootUsedBytes, node.rootBytes)),
    seconds('Uptime', ({ uptimeSeconds }) => uptimeSeconds),
    text('Version', ({ managerVersion }) => managerVersion),
    text('Kernel', ({ kernel }) => kernel),
    text('CPU model', ({ cpuModel }) => cpuModel),
    number('Sockets', ({ sockets }) => sockets),
    number('Cores', ({ cores }) => cores),
  ];
}
