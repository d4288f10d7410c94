import type { AskArgo } from './ask';

/** Whether the token may do it, as Argo CD says itself. `object` may hold slashes and wildcards, which it takes literally. */
export async function may(
  ask: AskArgo,
  signal: AbortSignal,
  resource: string,
  action: string,
  object: string
): Promise<boolean> {
  const path = object.split('/').map(encodeURIComponent).join('/');
  return (await ask(`api/v1/account/can-i/${resource}/${action}/${path}`, signal))['value'] === 'yes';
}
