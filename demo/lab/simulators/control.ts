import type { Switch } from '../metric';
import type { NodeMode } from './pve/start';
import type { RunningServer, ServerMode } from './server';
import type { Simulators } from './start';

const MODES: readonly ServerMode[] = ['up', 'down', 'hang', 'expire'];
const NODE_MODES: readonly NodeMode[] = ['up', 'down', 'slow'];

/** The lab control of the simulators: `/pve-a/hang`, `/pve-a/nodes/pve-a4/down`. */
export function simulatorSwitches({ servers }: Simulators): Record<string, Switch> {
  const nodes = [servers['pve-a'], servers['pve-b']].flatMap((server) =>
    server.cluster.hosts.map(({ node: { name } }): [string, Switch] => [
      `${server.cluster.name}/nodes/${name}`,
      Object.fromEntries(NODE_MODES.map((mode) => [mode, () => server.turnNode(name, mode)])),
    ])
  );
  const all = Object.entries(servers).map(([name, server]): [string, Switch] => [name, serverSwitch(server)]);
  return Object.fromEntries([...all, ...nodes]);
}

export function serverSwitch(server: RunningServer): Switch {
  return Object.fromEntries(MODES.map((mode) => [mode, () => server.turn(mode)]));
}
