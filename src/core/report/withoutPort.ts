/** `node-a` of `node-a:9100`: the port of an exporter says nothing about its node. */
export function withoutPort(instance: string): string {
  return instance.replace(/:\d+$/, '');
}
